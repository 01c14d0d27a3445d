// The guide for other sites: has the examples name the site that it stands on, copies them, and shows what the
// element on it tells.

const site = new URL('./', location.href);

for (const place of document.querySelectorAll('.site')) place.textContent = site.href;
for (const place of document.querySelectorAll('.origin')) place.textContent = site.origin;

for (const button of document.querySelectorAll('.copy')) {
  const label = button.textContent;
  const example = button.parentElement.querySelector('pre');
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(example.textContent);
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = label; }, 2500);
    } catch {
      // Where copying is forbidden, the text is at least chosen.
      getSelection().selectAllChildren(example);
    }
  });
}

addEventListener('decision', ({ detail }) => {
  const { status, remedy, possible } = detail;
  document.getElementById('heard').textContent = status === 'open' ? `open (${possible.length})` : `${remedy.code}: ${remedy.title}`;
});
