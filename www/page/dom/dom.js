// Describes elements as plain data and patches the document to match. `patch` writes only what differs, so that focus,
// scroll position, selection and unfolded details stay. Texts are inserted as text and never parsed as markup.

const SVG = 'http://www.w3.org/2000/svg';

/** The last description of each node: { id, attributes }. */
const descriptions = new WeakMap();

/** Attributes that are set as properties, since their attribute is only the initial value. */
const asProperty = new Set(['checked', 'value', 'inert']);

/**
 * Describes an element. Attributes that are null, undefined or false are left out. `onclick` and the like are functions.
 * `key` identifies a child that may move among its siblings.
 */
export function h(tag, attributes, ...children) {
  const present = children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
  return { tag, attributes: attributes ?? {}, children: present };
}

/** Makes the children of a node match the descriptions. */
export function patch(parent, items) {
  const ids = idsOf(items);
  if (!hasChildren(parent, ids)) arrange(parent, items, ids);
  let node = parent.firstChild;
  for (const item of items) {
    // Read first, since an update may move the focus and so run other code.
    const next = node.nextSibling;
    if (descriptions.get(node).attributes !== item.attributes) update(node, item);
    node = next;
  }
}

/** Whether the children of a node have these ids, in this order. */
function hasChildren(parent, ids) {
  let node = parent.firstChild;
  for (const id of ids) {
    if (!node || descriptions.get(node)?.id !== id) return false;
    node = node.nextSibling;
  }
  return node === null;
}

/** Creates, moves and removes the children of a node to match the ids. */
function arrange(parent, items, ids) {
  const remaining = new Set(ids);
  const present = new Map();
  for (const node of [...parent.childNodes]) {
    const id = descriptions.get(node)?.id;
    if (remaining.has(id)) present.set(id, node);
    else remove(node);
  }
  let cursor = parent.firstChild;
  items.forEach((item, index) => {
    const node = present.get(ids[index]) ?? createNode(item, ids[index], parent);
    // Completed before it is connected, which is faster.
    if (!node.isConnected) update(node, item);
    if (node === cursor) cursor = cursor.nextSibling;
    else move(parent, node, cursor);
  });
}

/** Removes a node. A browser keeps radio buttons of a shadow root in the group of their name, and so would keep their
    nodes. */
function remove(node) {
  for (const radio of node.querySelectorAll?.('[type=radio]') ?? []) radio.name = '';
  node.remove();
}

/** An id for each child that is the same in the next description. */
function idsOf(children) {
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

function createNode(item, id, parent) {
  let node;
  if (typeof item !== 'object') node = document.createTextNode('');
  else if (item.tag === 'svg' || parent.namespaceURI === SVG) node = document.createElementNS(SVG, item.tag);
  else node = document.createElement(item.tag);
  descriptions.set(node, { id, attributes: {} });
  return node;
}

function move(parent, node, before) {
  // `moveBefore` keeps the focus.
  if (node.isConnected && parent.moveBefore) parent.moveBefore(node, before);
  else parent.insertBefore(node, before);
}

function update(node, item) {
  if (typeof item !== 'object') {
    if (node.data !== String(item)) node.data = String(item);
    return;
  }
  patch(node, item.children);
  const record = descriptions.get(node);
  const before = record.attributes;
  record.attributes = item.attributes;
  for (const name in item.attributes) setAttribute(node, name, before[name], item.attributes[name]);
  for (const name in before) {
    if (!(name in item.attributes)) setAttribute(node, name, before[name], undefined);
  }
}

function setAttribute(node, name, before, wanted) {
  if (name === 'key') return;
  if (name.startsWith('on')) {
    addListener(node, name.slice(2), before);
    return;
  }
  if (asProperty.has(name) && node.localName !== 'option') {
    // What the person is typing is not changed; what was drawn is, so that a field shows what is copied.
    const isTyped = name === 'value' && node.localName !== 'select' && node.value !== (before ?? '');
    if (isTyped && node.getRootNode().activeElement === node) return;
    const value = wanted ?? (name === 'value' ? '' : false);
    if (node[name] !== value) node[name] = value;
    return;
  }
  if (before === wanted) return;
  if (wanted === null || wanted === undefined || wanted === false) node.removeAttribute(name);
  else node.setAttribute(name, wanted === true ? '' : String(wanted));
}

/** Adds one listener for a kind of event, which calls the function of the latest description. */
function addListener(node, kind, before) {
  if (before) return;
  node.addEventListener(kind, (event) => descriptions.get(node).attributes[`on${kind}`]?.(event));
}
