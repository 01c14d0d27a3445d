import init, { advise } from 'aftersales';

const facts = { platform: 'taobao', buyer_region: 'cn', order_state: 'delivered', complaint: 'wrong_item', evidence: 'confirmed' };

const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
worker.addEventListener('message', ({ data }) => {
  document.querySelector('#worker').textContent = data.remedy.code;
});
worker.postMessage(facts);

await init();
document.querySelector('#page').textContent = advise(facts).remedy.code;
