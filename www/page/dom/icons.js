// The icons of the page: strokes in a 24 by 24 box. They accompany words and never replace them.

import { h } from './dom.js';

const SHAPES = {
  unshipped: ['M4 8l8-4 8 4v8.5l-8 4-8-4z', 'M4 8l8 4 8-4', 'M12 12v8.5'],
  in_transit: ['M2.5 6.5h11v10h-11z', 'M13.5 10h4l4 3.5v3h-8', 'M7 19a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z', 'M17.5 19a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z'],
  delivered: ['M3.5 11.5L12 4.5l8.5 7', 'M6 10v9.5h12V10', 'M9 15l2.2 2.2L15.2 13'],
  return_in_transit: ['M21.5 6.5h-11v10h11z', 'M10.5 10h-4l-4 3.5v3h8', 'M17 19a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z', 'M6.5 19a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z'],
  return_received: ['M4 8l8-4 8 4v8.5l-8 4-8-4z', 'M8.5 14.5l-2.5-2.5 2.5-2.5', 'M6 12h6.5a3 3 0 0 1 0 6'],
  completed: ['M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z', 'M8 12.5l2.8 2.8L16.2 9.5'],
  clock: ['M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z', 'M12 7.5V12l3 2'],
  due: ['M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z', 'M8 12h8', 'M13 9l3 3-3 3'],
  stop: ['M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z', 'M6 6l12 12'],
  copy: ['M8.5 8.5h11v11h-11z', 'M15.5 8.5v-4h-11v11h4'],
  change: ['M5 19l1-4L16.5 4.5l3 3L9 18z', 'M14.5 6.5l3 3'],
  done: ['M5 12.5l4.5 4.5L19 7.5'],
  up: ['M6 15l6-6 6 6'],
  down: ['M6 9l6 6 6-6'],
  more: ['M5.5 12h.01', 'M12 12h.01', 'M18.5 12h.01'],
  wrong: ['M12 4L2.5 20h19z', 'M12 10v4.5', 'M12 17.3v.01'],
};

/** The icon of a name, hidden from screen readers. */
export function icon(name) {
  const paths = SHAPES[name].map((d, index) => h('path', { key: String(index), d }));
  return h('svg', { class: `icon icon-${name}`, viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' }, paths);
}
