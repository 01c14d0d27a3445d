// What reminds of due cases outside of the page: the badge of the installed app, and notifications while the page is open.

import { t } from './texts.js';

/** Number of due cases that are looked at. */
const MOST = 50;

export class Reminders {
  #desk;
  #store;
  #looked = 0;

  /** Whether the browser does not allow notifications. */
  refused = false;

  constructor(desk, store) {
    this.#desk = desk;
    this.#store = store;
  }

  /** Looks at what has become due since the last time, and reminds of it. */
  async look() {
    const desk = this.#desk;
    const now = Date.now();
    const since = this.#looked;
    this.#looked = now;
    await desk.refresh();
    if (!desk.settings.remind || !since) return;
    const { cases } = await this.#store.list(1, MOST).catch(() => ({ cases: [] }));
    const due = cases.filter((kept) => kept.due > since && kept.due <= now);
    if (due.length > 0) notify(desk.page, due, (id) => desk.open(id));
  }

  /** Turns the reminders on or off. They need a permission of the browser. */
  async turn(on) {
    const allowed = on && (await Notification.requestPermission()) === 'granted';
    this.refused = on && !allowed;
    await this.#desk.save({ remind: allowed });
  }
}

/** Shows a number at the app's icon, where the browser can. */
export function badge(count) {
  const shown = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
  shown?.catch(() => {});
}

/** Shows a notification of cases that have become due. Names stay out of it, since others may see the screen. */
function notify(page, cases, open) {
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
