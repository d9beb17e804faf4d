// The teacher's page: asks every second how it stands, and shows that.
'use strict';

const base = location.pathname;
const PHASES = { waiting: 'Not begun.', playing: 'They play.', paused: 'Paused.' };

function text(tag, said, kind) {
  const made = document.createElement(tag);
  made.textContent = said;
  if (kind) { made.className = kind; }
  return made;
}

function at(seat) {
  if (!seat.round) { return seat.present ? 'opening' : '—'; }
  if (seat.over) { return seat.again ? 'done, twice' : 'done'; }
  const talks = seat.talks && seat.talks.length ? `, with ${seat.talks.join(', ')}` : '';
  return `${seat.round} of ${seat.rounds}${seat.again ? ', again' : ''}${talks}`;
}

function own(seat) {
  if (typeof seat.own !== 'number') { return '—'; }
  return `${seat.own < 0 ? '−' : '+'}${Math.abs(seat.own).toFixed(2)}%`;
}

function show(state) {
  const gate = state.gate ? ` All stop after round ${state.gate}.` : '';
  document.getElementById('phase').textContent = PHASES[state.phase] + gate;
  document.getElementById('count').textContent =
    `${state.present} of ${state.seats.length} here, ${state.over} done.`;
  const shown = {
    start: state.phase !== 'playing', rounds: state.phase === 'waiting',
    pause: state.phase === 'playing', advance: state.gate !== null,
    free: state.gate !== null, renegotiate: state.over > 0,
  };
  document.querySelectorAll('[data-do]').forEach((button) => {
    button.hidden = !shown[button.dataset.do];
    button.classList.toggle('main', button.dataset.do === (state.gate ? 'advance' : 'start'));
    if (button.dataset.do === 'start') {
      button.textContent = state.phase === 'paused' ? 'Go on' : 'Start';
    }
  });
  const rows = state.seats.map((seat) => {
    const row = document.createElement('tr');
    row.append(
      text('td', seat.number),
      text('td', seat.code, 'mono code'),
      text('td', seat.present ? '● here' : seat.taken ? '○ away' : '· free'),
      text('td', seat.country || ''),
      text('td', at(seat), 'wide'),
      text('td', seat.dealt ? seat.dealt.join(', ') || 'no deal' : '—', 'wide'),
      text('td', own(seat), 'n'),
    );
    return row;
  });
  document.getElementById('seats').replaceChildren(...rows);
}

function fault(said) { document.getElementById('fault').textContent = said; }

async function ask() {
  try {
    const found = await fetch(`${base}/state`);
    if (!found.ok) { throw new Error(found.statusText); }
    show(await found.json());
    fault('');
  } catch (error) {
    fault('The server does not answer.');
  }
  setTimeout(ask, 1000);
}

document.getElementById('address').textContent = location.origin;
document.querySelectorAll('[data-do]').forEach((button) => {
  button.addEventListener('click', async () => {
    const found = await fetch(`${base}/do/${button.dataset.do}`, { method: 'POST' });
    if (found.ok) { show(await found.json()); } else { fault(await found.text()); }
  });
});
document.getElementById('codes').addEventListener('click', (event) => {
  const open = document.body.classList.toggle('codes');
  event.target.setAttribute('aria-pressed', open);
  event.target.textContent = open ? 'Hide codes' : 'Show codes';
});
ask();
