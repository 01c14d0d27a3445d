// The element <aftersales-advisor> as the page around it meets it: attributes, properties, one event. What it
// shows is made by another script, which an element in a page of another site asks for only when it comes near.
// Until then, and without JavaScript, it shows what stands in it.
//
// lang, message-lang    the languages of the advisor and of its messages, as BCP 47 tags
// platform, region      where the order was sold, and where the buyer is
// case                  the facts of a case, as JSON
// theme                 light or dark; otherwise what the reader prefers
// keep                  a name under which this browser keeps the state; without one, nothing is kept
// now                   an instant to answer for, for tests and pictures; without it the device's clock
// standalone            the element is the whole page: it keeps its state and the page offline, uses all of the window
// framed                the element is all of a frame: it may set the document's language, but not use the window

import { PATIENCE, hideBox } from './missing.js';

export const TAG = 'aftersales-advisor';

/** What may be set before there is anything to set it on. */
const PROPERTIES = ['case', 'shop'];

/** How far an element may be from what is seen when its loading begins. */
const NEAR = '50%';

/**
 * Makes the element known to the document. `prepared(element)` loads what it needs and resolves to a function
 * that makes the advisor in it: from what was set on the element, and what begins again after a mistake.
 * `explain(element, failure, again)` shows why nothing could be loaded; without a failure, that it is still to come.
 */
export function defineElement(prepared, explain, { lazily = false } = {}) {
  const near = lazily && new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) target.begin();
    }
  }, { rootMargin: NEAR });

  customElements.define(TAG, class extends HTMLElement {
    static observedAttributes = ['lang', 'message-lang', 'platform', 'region', 'case', 'theme', 'now'];
    #advisor;
    #begun = false;
    #set = {};

    connectedCallback() {
      for (const name of PROPERTIES) this.#retake(name);
      if (this.#advisor) this.#advisor.arrive();
      else if (near) near.observe(this);
      else this.begin();
    }

    disconnectedCallback() {
      this.#advisor?.leave();
      if (near) near.unobserve(this);
    }

    attributeChangedCallback(name) {
      this.#advisor?.told(name);
    }

    /** Loads the advisor now, wherever the element is. */
    async begin() {
      if (this.#begun) return;
      this.#begun = true;
      if (near) near.unobserve(this);
      // A page of its own is loaded anew as a whole.
      const again = () => (this.matches('[standalone], [framed]') ? location.reload() : this.begin());
      const late = setTimeout(() => explain(this, undefined, again), PATIENCE);
      let make;
      try {
        make = await prepared(this);
      } catch (failure) {
        this.#begun = false;
        explain(this, failure, again);
        return;
      } finally {
        clearTimeout(late);
      }
      hideBox(this);
      this.#advisor = make(this.#set, () => this.#anew());
      if (this.isConnected) this.#advisor?.arrive();
    }

    /** Begins again without a case: whatever the page around states of one, it has led to a mistake. */
    #anew() {
      this.#advisor = undefined;
      this.#set = { ...this.#set, case: {} };
      this.#begun = false;
      this.begin();
    }

    /** The case as told so far; may be set. */
    get case() {
      return this.#advisor?.case ?? this.#set.case;
    }

    set case(told) {
      if (this.#advisor) this.#advisor.case = told;
      else this.#set.case = told;
    }

    /** The answer shown. */
    get advice() {
      return this.#advisor?.advice;
    }

    /** A seller's own settings and pack, laid over the shipped policy. */
    set shop(shop) {
      if (this.#advisor) this.#advisor.shop = shop;
      else this.#set.shop = shop;
    }

    /** Takes over what was set before the element was known. */
    #retake(name) {
      if (!Object.hasOwn(this, name)) return;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  });
}
