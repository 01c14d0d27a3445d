// Starts the page: defines the element once the wasm is there, or says why it cannot be.

import { defineAdvisor } from './advisor.js';
import { load } from './engine.js';
import { showTrouble } from './trouble.js';

load().then(defineAdvisor, showTrouble);
