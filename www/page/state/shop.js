// The shop: its settings and rules, and how often each complaint was chosen. All tabs of the browser share it.

import { counted, frequentComplaints } from './frequent-complaints.js';

export class Shop {
  /** The seller's settings and rules, { title, pack, whole }; `whole` also has the rules that were not admitted. */
  own = null;
  /** The seller's pack while it is being edited. It is not in force. */
  packDraft = null;
  /** How often each complaint was chosen here. */
  used = {};
  /** The shop as the host states it, { settings, pack }. */
  host;
  #frequent;

  /** Takes over the stored parts that are given. */
  apply(stored) {
    if ('own' in stored) this.own = stored.own ?? null;
    if ('workshop' in stored) this.packDraft = stored.workshop ?? null;
    if ('used' in stored) this.used = stored.used ?? {};
  }

  /** The parts that the browser stores. */
  get stored() {
    return { used: this.used, own: this.own ?? undefined, workshop: this.packDraft ?? undefined };
  }

  /** Sets the host's settings and pack. The pack is copied, since the library knows a pack again by its object, and the
      host may have changed it. */
  setHost(host) {
    this.host = host?.pack ? { ...host, pack: { ...host.pack } } : host;
  }

  get settings() {
    return this.own?.pack?.settings ?? this.host?.settings;
  }

  /** The pack laid over the shipped policy: the seller's, else the host's. */
  get pack() {
    return this.own ? packWithRules(this.own) : this.host?.pack;
  }

  /** The complaints that are shown first. They change only with the order, by `reorder`. */
  frequent(values) {
    this.#frequent ??= frequentComplaints(values, this.used);
    return this.#frequent.map((code) => values.find((value) => value.code === code)).filter(Boolean);
  }

  /** Puts the complaints that are chosen most often first. */
  reorder() {
    this.#frequent = undefined;
  }

  /** Counts a choice of a complaint. */
  count(complaint) {
    this.used = counted(this.used, complaint);
  }
}

/** The pack of the seller, { title, pack }, if it has rules. Settings alone do not need the whole library. */
export function packWithRules(own) {
  return own?.pack?.rules?.length > 0 ? own.pack : undefined;
}
