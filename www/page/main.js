// Starts the page: defines the element once the wasm and the words are there, or says why it cannot be.

import { defineAdvisor } from './advisor.js';
import { load } from './engine.js';
import { guessedLanguages } from './guess.js';
import { prepare } from './session.js';
import { showTrouble } from './trouble.js';

load(guessedLanguages()).then(prepare).then(defineAdvisor, showTrouble);
