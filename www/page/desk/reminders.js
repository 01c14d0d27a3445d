// What reminds of due cases outside of the page: the badge of the installed app, and notifications while the page is open.

import { t } from './texts.js';

/** Shows a number at the app's icon, where the browser can. */
export function badge(count) {
  const shown = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
  shown?.catch(() => {});
}

/** Shows a notification of cases that have become due. Names stay out of it, since others may see the screen. */
export function notify(page, cases, open) {
  const [{ id, title }] = cases;
  const body = cases.length === 1 ? title : '';
  try {
    const shown = new Notification(t(page, 'remind.due', { n: cases.length }), { body, tag: 'aftersales' });
    shown.onclick = () => {
      window.focus();
      open(id);
      shown.close();
    };
  } catch {
    // Phones show notifications of service workers only; the badge and the title of the tab remain.
  }
}
