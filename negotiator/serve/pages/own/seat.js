// A seat's page: before the terminal's own script, which opens the line as the page has loaded.
'use strict';

const CLOSED = {
  4001: 'This seat was opened in another window.',
  4002: 'You have left the game. It is saved.',
  4003: 'This seat could not be opened.',
  4004: 'Your teacher has freed this seat.',
};
const LOOKS = ['dark', 'light', 'contrast'];
const VARIABLES = { page: 'background', card: 'surface', ink: 'foreground', soft: 'secondary',
  we: 'primary' };
const KEYS = { Esc: '\x1b', Tab: '\t', Enter: '\r', Up: '\x1b[A', Down: '\x1b[B', Right: '\x1b[C',
  Left: '\x1b[D' };
let painted = false;
let hold = '';
let look = system();
let line = null;

// The colours that the system asks for.
function system() {
  if (matchMedia('(prefers-contrast: more)').matches) { return 'contrast'; }
  return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

// The page round the terminal has the colours of the game's theme.
function wear(told) {
  const style = document.documentElement.style;
  for (const [name, theirs] of Object.entries(VARIABLES)) {
    style.setProperty(`--${name}`, told[theirs]);
  }
  style.setProperty('--line', `color-mix(in srgb, ${told.secondary} 45%, ${told.background})`);
  style.colorScheme = told.dark ? 'dark' : 'light';
  look = told.look || look;
  document.querySelectorAll('[data-look]').forEach((button) => {
    button.setAttribute('aria-pressed', button.dataset.look === told.look);
  });
}

function tell(...said) {
  if (line && line.readyState === WebSocket.OPEN) { line.send(JSON.stringify(said)); }
}

function show(text, button) {
  const over = document.getElementById('over');
  over.classList.toggle('gone', !text);
  over.classList.toggle('veil', painted && !button);
  document.getElementById('said').textContent = text;
  document.getElementById('again').hidden = !button;
  // What there is to choose while one waits.
  for (const each of ['who', 'looks']) {
    const part = document.getElementById(each);
    if (part) { part.hidden = !hold || text !== hold; }
  }
  if (button) { document.getElementById('again').focus(); }
  if (!text) {
    const keys = document.querySelector('.xterm-helper-textarea');
    if (keys) { keys.focus(); }
  }
}

// The terminal's script says nothing of what comes over its line; we listen too.
const Plain = window.WebSocket;
window.WebSocket = class extends Plain {
  constructor(address) {
    super(`${address}&look=${look}`);
    line = this;
    this.addEventListener('message', (event) => {
      if (typeof event.data === 'string') {
        const [word, told] = JSON.parse(event.data);
        if (word === 'class') {
          hold = told.hold;
          document.getElementById('report').hidden = !told.report;
          if (painted || hold) { show(hold); }
        } else if (word === 'look') {
          wear(told);
        }
      } else if (!painted && event.data.byteLength > 256) {
        painted = true;
        show(hold);
      }
    });
    this.addEventListener('close', (event) => {
      if (CLOSED[event.code]) {
        show(CLOSED[event.code], true);
      } else {
        painted = false;
        show('The line is cut. Your game is saved; trying again …');
        retry(1000);
      }
    });
  }
};

// A name is kept as soon as it is typed.
async function callMe(who) {
  const found = await fetch(`${location.pathname}/name`,
    { method: 'POST', body: new URLSearchParams(new FormData(who)) });
  const told = found.ok ? await found.json() : null;
  if (told) { who.elements.name.value = told.name; }
  document.getElementById('kept').textContent = told ? 'Kept.' : await found.text();
}

function retry(after) {
  setTimeout(() => {
    fetch(location.pathname, { cache: 'no-store' })
      .then((found) => (found.ok ? location.reload() : Promise.reject(new Error())))
      .catch(() => retry(Math.min(after * 2, 10000)));
  }, after);
}

document.addEventListener('DOMContentLoaded', () => {
  const terminal = document.getElementById('terminal');
  document.getElementById('report').href = `${location.pathname}/report`;
  const address = new URL(`${location.pathname}/ws`, location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  terminal.dataset.sessionWebsocketUrl = address.href.split('?')[0];
  document.querySelectorAll('[data-look]').forEach((button) => {
    button.addEventListener('click', () => tell('look', button.dataset.look));
  });
  document.getElementById('colours').addEventListener('click', () => {
    tell('look', LOOKS[(LOOKS.indexOf(look) + 1) % LOOKS.length]);
    document.querySelector('.xterm-helper-textarea').focus();
  });
  document.querySelectorAll('[data-key]').forEach((button) => {
    // Before the focus moves, so that the keyboard on the screen stays as it is.
    button.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      tell('stdin', KEYS[button.dataset.key]);
    });
  });
  // Eighty columns of letters that are six tenths as wide as high, and twenty-four lines.
  const fits = Math.min(terminal.clientWidth / (81 * 0.601), terminal.clientHeight / (24.2 * 1.32));
  terminal.dataset.fontSize = Math.max(6, Math.min(16, Math.floor(fits)));
  const who = document.getElementById('who');
  if (who) {
    who.elements.name.addEventListener('change', () => callMe(who));
    who.addEventListener('submit', (event) => { event.preventDefault(); who.elements.name.blur(); });
  }
  document.getElementById('again').addEventListener('click', () => location.reload());
});
