// In a frame of another site: tells that site how high the page is, and nothing else. Its side is frame.js.

/** Reports the height now, on every change that is seen, and when asked. Returns what reports a change that may
    not be seen: browsers do not draw frames that are out of sight. */
export function reportHeight(signal) {
  const report = () => {
    const { height } = document.documentElement.getBoundingClientRect();
    // To whoever it is: how high a page is, is no secret.
    parent.postMessage({ type: 'aftersales-height', height: Math.ceil(height) }, '*');
  };
  const sizes = new ResizeObserver(report);
  sizes.observe(document.documentElement);
  addEventListener('message', (event) => {
    if (event.source === parent && event.data?.type === 'aftersales-height?') report();
  }, { signal });
  signal.addEventListener('abort', () => sizes.disconnect());
  report();
  return report;
}
