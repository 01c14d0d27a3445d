// Runs a run in a worker, or in the page where no worker can be loaded: in the one-file page, and on sites that forbid it.

import { engine } from '../library/engine.js';
import { Run } from './run.js';
import { scriptAddress } from '../dom/script-address.js';
import { workerFile } from '../worker-file.js';

/** Milliseconds after which a run in the page lets it draw. */
const SLICE = 24;

/** Milliseconds that a worker may take to start. */
const START_TIMEOUT = 15_000;

/** Resolves to what calls the methods of a run: `call(name, args, report)`, `stop()` and `end()`. */
export async function startRunner() {
  try {
    return await startWorker();
  } catch {
    return new InPage();
  }
}

function startWorker() {
  const worker = new Worker(scriptAddress(workerFile), { type: 'module' });
  return new Promise((resolve, reject) => {
    const fail = (failure) => {
      worker.terminate();
      reject(failure);
    };
    const timer = setTimeout(fail, START_TIMEOUT);
    worker.onerror = fail;
    worker.onmessage = () => {
      clearTimeout(timer);
      resolve(new InWorker(worker));
    };
  });
}

class InWorker {
  /** The calls that wait, by id. */
  #waiting = new Map();
  #worker;
  #last = 0;

  constructor(worker) {
    this.#worker = worker;
    worker.onmessage = ({ data: { id, part, value, failure } }) => {
      const { resolve, reject, report } = this.#waiting.get(id);
      if (part !== undefined) {
        report(part);
        return;
      }
      this.#waiting.delete(id);
      if (failure) reject(new Error(failure));
      else resolve(value);
    };
    // A worker that runs out of memory ends without an answer.
    worker.onerror = () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the worker ended'));
      this.#waiting.clear();
    };
  }

  call(name, args, report = () => {}) {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, report });
      this.#worker.postMessage({ id, name, args });
    });
  }

  stop() {
    this.#worker.postMessage({ name: 'stop' });
  }

  end() {
    this.#worker.terminate();
  }
}

/** What the library's own brief has, which the first load is without. */
function briefOf({ remedy, duties, ask, problems }) {
  const due = duties.find((duty) => duty.must && duty.by === 'seller' && duty.due)?.due;
  return { remedy, due, ask: ask.map(({ fact }) => fact), problems };
}

class InPage {
  #run = new Run({
    advise: engine.advise,
    brief: (facts, options) => briefOf(engine.advise(facts, options)),
    readAmount: engine.read_amount,
    prepare: (languages) => Promise.all(languages.map((lang) => engine.loadWords(lang, null))),
    slice: SLICE,
  });

  async call(name, args, report = () => {}) {
    return this.#run[name](...args, report);
  }

  stop() {
    this.#run.stop();
  }

  end() {
    this.#run.stop();
  }
}
