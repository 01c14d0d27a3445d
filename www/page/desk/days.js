// Days and months on this device's clock.

/** The month of an instant as a key such as "2026-11", which sorts. */
export function monthOf(instant) {
  const day = new Date(instant);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}`;
}

/** The end of the day of an instant. */
export function endOfDay(instant) {
  return new Date(instant).setHours(23, 59, 59, 999);
}
