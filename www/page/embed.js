// What another site's page loads: <script type="module" src=".../embed.js"></script> beside
// <aftersales-advisor></aftersales-advisor>. Its name stays the same in every build.

import './main.js';
