// In a frame of another site: reports the height of the page to that site, where frame.js receives it.

/** Reports the height now, after every observed change, and when asked. Returns the function that reports it, for
    changes that are not observed: browsers do not draw frames outside the viewport. */
export function reportHeight(signal) {
  const report = () => {
    const { height } = document.documentElement.getBoundingClientRect();
    // The height is not secret, so any origin may receive it.
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
