import init, { advise } from 'aftersales';

const ready = init();

addEventListener('message', async ({ data }) => {
  await ready;
  postMessage(advise(data));
});
