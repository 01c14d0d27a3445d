// Descriptions of elements as plain data, and `patch`, which makes a part of the document equal to
// such a description. It writes only what differs, so focus, scroll, selections and opened folds stay.
// It knows nothing of cases or advice. Text goes in as text: no markup is ever parsed.

const SVG = 'http://www.w3.org/2000/svg';

/** What was last asked of a node: { id, attributes }. */
const described = new WeakMap();

/** Set as properties, because the person changes them and the attribute only says how it began. */
const live = new Set(['checked', 'value', 'inert']);

/**
 * Describes an element. Attributes that are null, undefined or false are left out; `onclick` and the
 * like take functions; `key` names a child that may change its place among its siblings.
 */
export function h(tag, attributes, ...children) {
  const kept = children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
  return { tag, attributes: attributes ?? {}, children: kept };
}

/** Makes the children of a node equal to the descriptions. */
export function patch(parent, wanted) {
  const ids = identified(wanted);
  if (!standsAs(parent, ids)) arrange(parent, wanted, ids);
  let node = parent.firstChild;
  for (const item of wanted) {
    // Taken first: writing may move the focus, and with it run other code.
    const following = node.nextSibling;
    if (described.get(node).attributes !== item.attributes) write(node, item);
    node = following;
  }
}

/** Whether the children are these already, in this order. */
function standsAs(parent, ids) {
  let node = parent.firstChild;
  for (const id of ids) {
    if (!node || described.get(node)?.id !== id) return false;
    node = node.nextSibling;
  }
  return node === null;
}

function arrange(parent, wanted, ids) {
  const staying = new Set(ids);
  const present = new Map();
  for (const node of [...parent.childNodes]) {
    const id = described.get(node)?.id;
    if (staying.has(id)) present.set(id, node);
    else node.remove();
  }
  let cursor = parent.firstChild;
  wanted.forEach((item, index) => {
    const node = present.get(ids[index]) ?? created(item, ids[index], parent);
    // Whole before it is in the document, which otherwise takes note of every part.
    if (!node.isConnected) write(node, item);
    if (node === cursor) cursor = cursor.nextSibling;
    else moved(parent, node, cursor);
  });
}

/** A name for each child that stays the same from one description to the next. */
function identified(children) {
  const seen = new Map();
  return children.map((child) => {
    const base = typeof child === 'object' ? `${child.tag} ${child.attributes.key ?? firstClass(child)}` : '#text';
    const count = seen.get(base) ?? 0;
    seen.set(base, count + 1);
    return count === 0 ? base : `${base} ${count}`;
  });
}

function firstClass({ attributes: { class: classes } }) {
  return classes?.split(' ', 1)[0] ?? '';
}

function created(item, id, parent) {
  let node;
  if (typeof item !== 'object') node = document.createTextNode('');
  else if (item.tag === 'svg' || parent.namespaceURI === SVG) node = document.createElementNS(SVG, item.tag);
  else node = document.createElement(item.tag);
  described.set(node, { id, attributes: {} });
  return node;
}

function moved(parent, node, before) {
  // Where the browser can move a node without taking it out, it keeps the focus by itself.
  if (node.isConnected && parent.moveBefore) parent.moveBefore(node, before);
  else parent.insertBefore(node, before);
}

function write(node, item) {
  if (typeof item !== 'object') {
    if (node.data !== String(item)) node.data = String(item);
    return;
  }
  patch(node, item.children);
  const record = described.get(node);
  const before = record.attributes;
  record.attributes = item.attributes;
  for (const name in item.attributes) attribute(node, name, before[name], item.attributes[name]);
  for (const name in before) {
    if (!(name in item.attributes)) attribute(node, name, before[name], undefined);
  }
}

function attribute(node, name, before, wanted) {
  if (name === 'key') return;
  if (name.startsWith('on')) {
    listen(node, name.slice(2), before);
    return;
  }
  if (live.has(name) && node.localName !== 'option') {
    // What is being typed is not corrected under the fingers.
    if (name === 'value' && node.getRootNode().activeElement === node && node.localName !== 'select') return;
    const value = wanted ?? (name === 'value' ? '' : false);
    if (node[name] !== value) node[name] = value;
    return;
  }
  if (before === wanted) return;
  if (wanted === null || wanted === undefined || wanted === false) node.removeAttribute(name);
  else node.setAttribute(name, wanted === true ? '' : String(wanted));
}

/** One listener for each kind of event; it calls whatever the newest description says. */
function listen(node, kind, before) {
  if (before) return;
  node.addEventListener(kind, (event) => described.get(node).attributes[`on${kind}`]?.(event));
}
