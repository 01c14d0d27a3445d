// For a page that shows this one in frames: makes each as high as its content. <script type="module" src=".../frame.js">

/** The frames are told from others by who speaks; their address may be opaque. */
addEventListener('message', ({ source, data }) => {
  if (data?.type !== 'aftersales-height') return;
  const frame = [...document.querySelectorAll('iframe')].find(({ contentWindow }) => contentWindow === source);
  if (frame) frame.style.height = `${data.height}px`;
});

// What was said before this script was there is said again.
for (const { contentWindow } of document.querySelectorAll('iframe')) {
  contentWindow.postMessage({ type: 'aftersales-height?' }, '*');
}
