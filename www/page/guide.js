// The script of the guide for other sites: inserts the address of this site into the examples, copies them, and shows
// the decisions of the element.

const site = new URL('./', location.href);

for (const node of document.querySelectorAll('.site')) node.textContent = site.href;
for (const node of document.querySelectorAll('.origin')) node.textContent = site.origin;

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
      // If copying is forbidden, the text is selected.
      getSelection().selectAllChildren(example);
    }
  });
}

addEventListener('decision', ({ detail }) => {
  const { status, remedy, possible } = detail;
  document.getElementById('heard').textContent = status === 'open' ? `open (${possible.length})` : `${remedy.code}: ${remedy.title}`;
});
