// The element <aftersales-advisor> with its attributes, properties and event. Another script draws it, which an element
// on another site loads only when it comes near the viewport. Until then, and without JavaScript, it shows its content.
//
// lang, message-lang    the languages of the advisor and of its messages, as BCP 47 tags
// platform, region      the platform of the order, and the region of the buyer
// case                  the facts of a case, as JSON
// theme                 light or dark; otherwise the reader's preference
// keep                  a name under which this browser stores the state; without one, nothing is stored
// now                   the instant to answer for, for tests and pictures; otherwise the device's clock
// standalone            the element is the whole page: it stores its state, works offline and uses the whole window
// framed                the element fills a frame: it sets the document's language, but does not use the window

import { LOAD_TIMEOUT, hideBox } from './incomplete.js';

export const TAG = 'aftersales-advisor';

/** Properties that may be set before the element is defined. */
const PROPERTIES = ['case', 'shop'];

/** Distance from the viewport at which an element starts to load. */
const NEAR = '50%';

/**
 * Defines the element. `prepareAdvisor(element)` loads what it needs and resolves to a function that creates the advisor,
 * given the properties set on the element and a function that restarts it after an error.
 * `showFailure(element, failure, again)` shows why loading failed; without a failure, that it is not complete.
 */
export function defineElement(prepareAdvisor, showFailure, { lazily = false } = {}) {
  const near = lazily && new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) target.begin();
    }
  }, { rootMargin: NEAR });

  customElements.define(TAG, class extends HTMLElement {
    static observedAttributes = ['lang', 'message-lang', 'platform', 'region', 'case', 'theme', 'now'];
    #advisor;
    #started = false;
    #properties = {};

    connectedCallback() {
      for (const name of PROPERTIES) this.#upgrade(name);
      if (this.#advisor) this.#advisor.connected();
      else if (near) near.observe(this);
      else this.begin();
    }

    disconnectedCallback() {
      this.#advisor?.disconnected();
      if (near) near.unobserve(this);
    }

    attributeChangedCallback(name) {
      this.#advisor?.attributeChanged(name);
    }

    /** Loads the advisor, wherever the element is. */
    async begin() {
      if (this.#started) return;
      this.#started = true;
      if (near) near.unobserve(this);
      // An element with its own document reloads the document.
      const again = () => (this.matches('[standalone], [framed]') ? location.reload() : this.begin());
      const timer = setTimeout(() => showFailure(this, undefined, again), LOAD_TIMEOUT);
      let create;
      try {
        create = await prepareAdvisor(this);
      } catch (failure) {
        this.#started = false;
        showFailure(this, failure, again);
        return;
      } finally {
        clearTimeout(timer);
      }
      hideBox(this);
      this.#advisor = create(this.#properties, () => this.#restart());
      if (this.isConnected) this.#advisor?.connected();
    }

    /** Restarts with an empty case, since the case of the host has led to an error. */
    #restart() {
      this.#advisor = undefined;
      this.#properties = { ...this.#properties, case: {} };
      this.#started = false;
      this.begin();
    }

    /** The facts of the case; may be set. */
    get case() {
      return this.#advisor?.case ?? this.#properties.case;
    }

    set case(facts) {
      if (this.#advisor) this.#advisor.case = facts;
      else this.#properties.case = facts;
    }

    /** The answer shown. */
    get advice() {
      return this.#advisor?.advice;
    }

    /** A seller's own settings and pack, laid over the shipped policy. */
    set shop(shop) {
      if (this.#advisor) this.#advisor.shop = shop;
      else this.#properties.shop = shop;
    }

    /** Applies a property that was set before the element was defined. */
    #upgrade(name) {
      if (!Object.hasOwn(this, name)) return;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  });
}
