// The only trusted types policy of the page: addresses of workers, which are scripts in the page's own folder.

let policy;

/** The address of a worker's script, as `register` and `Worker` accept it. */
export function scriptAddress(address) {
  policy ??= globalThis.trustedTypes?.createPolicy('aftersales', { createScriptURL: own }) ?? { createScriptURL: own };
  return policy.createScriptURL(address);
}

function own(address) {
  const { href } = new URL(address, import.meta.url);
  if (!href.startsWith(new URL('./', import.meta.url))) throw new TypeError(href);
  return href;
}
