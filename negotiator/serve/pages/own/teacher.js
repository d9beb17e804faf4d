// The teacher's page: asks every second how it stands, and shows that.
'use strict';

const base = location.pathname;
const PHASES = { waiting: 'Not begun.', playing: 'They play.', paused: 'Paused.' };
const tiles = [];
let last = null;
let lost = false;

function find(id) { return document.getElementById(id); }

// What has not changed is left alone, so that no focus and no click is lost.
function say(element, text) {
  if (element.textContent !== text) { element.textContent = text; }
}

function part(tag, kind, into) {
  const made = document.createElement(tag);
  made.className = kind;
  into.append(made);
  return made;
}

async function post(what) {
  const found = await fetch(`${base}/${what}`, { method: 'POST' });
  say(find('fault'), found.ok ? '' : await found.text());
  if (found.ok) { show(await found.json()); }
}

function tile(number) {
  const box = part('li', 'tile', find('seats'));
  const head = part('div', 'head', box);
  const made = { box, number: part('b', 'number', head), here: part('span', 'here', head) };
  const who = part('div', 'who', box);
  made.name = part('span', 'name', who);
  made.forget = part('button', 'forget noprint', who);
  made.forget.textContent = '×';
  made.forget.title = 'Forget this name';
  made.forget.setAttribute('aria-label', `Forget the name at seat ${number}`);
  made.forget.addEventListener('click', () => post(`forget/${number}`));
  made.code = part('div', 'code', box);
  made.free = part('button', 'free noprint', box);
  made.free.textContent = 'Free it …';
  made.free.setAttribute('aria-label', `Free seat ${number}`);
  made.free.addEventListener('click', () => askWhether(number));
  const how = part('div', 'how', box);
  for (const each of ['at', 'own']) { made[each] = part('span', each, how); }
  made.deal = part('div', 'deal', box);
  return made;
}

function at(seat) {
  if (!seat.round) { return seat.present ? 'opening' : ''; }
  if (seat.over) { return seat.again ? 'done, twice' : 'done'; }
  return seat.again ? 'again' : `round ${seat.round}`;
}

function deal(seat, begun) {
  if (!begun || !seat.dealt) { return ''; }
  const talks = seat.talks.filter((each) => !seat.dealt.includes(each));
  const said = [];
  if (seat.dealt.length) { said.push(`deal: ${seat.dealt.join(', ')}`); }
  if (talks.length) { said.push(`talks: ${talks.join(', ')}`); }
  return said.join('; ') || 'no deal';
}

function own(seat, begun) {
  if (typeof seat.own !== 'number' || !begun) { return ''; }
  return `${seat.own < 0 ? '−' : '+'}${Math.abs(seat.own).toFixed(2)}%`;
}

// The wrong one sits at a seat: asked about first.
function askWhether(number) {
  say(find('which'), `Free seat ${number}?`);
  find('yes').onclick = () => {
    find('sure').close();
    freeing(false);
    post(`leave/${number}`);
  };
  find('sure').showModal();
}

function freeing(yes) {
  document.body.classList.toggle('freeing', yes);
  find('freeing').setAttribute('aria-pressed', yes);
}

function showSeat(seat, begun) {
  tiles[seat.number - 1] ??= tile(seat.number);
  const made = tiles[seat.number - 1];
  made.box.className = `tile ${seat.over ? 'done' : seat.present ? 'present' : 'absent'}`;
  say(made.number, `${seat.number}${seat.country ? ` · ${seat.country}` : ''}`);
  made.number.title = seat.country || '';
  const here = begun ? ['●', '○', 'free'] : ['● here', '○ away', 'free'];
  say(made.here, here[seat.present ? 0 : seat.taken ? 1 : 2]);
  made.here.title = seat.present ? 'here' : seat.taken ? 'away' : '';
  say(made.name, seat.name);
  made.name.title = seat.name;
  made.forget.hidden = !seat.name;
  made.free.hidden = !seat.taken;
  say(made.code, seat.code);
  say(made.at, at(seat));
  say(made.deal, deal(seat, begun));
  made.deal.title = made.deal.textContent;
  say(made.own, own(seat, begun));
}

// How many are in which round, in order; those who never came are not counted.
function showWhere(seats) {
  const count = new Map();
  const come = seats.filter((seat) => seat.round);
  come.sort((one, other) => (one.over - other.over) || (one.round - other.round));
  come.forEach((seat) => {
    const said = seat.over ? 'done' : `in round ${seat.round} of ${seat.rounds}`;
    count.set(said, (count.get(said) || 0) + 1);
  });
  const rows = [...count].map(([said, number]) => {
    const row = document.createElement('li');
    part('b', '', row).textContent = number;
    row.append(` ${said}`);
    return row;
  });
  find('where').replaceChildren(...rows);
}

function show(state) {
  last = state;
  const begun = state.phase !== 'waiting';
  const waits = state.gate === null ? 0
    : state.seats.filter((seat) => seat.over || seat.round > state.gate).length;
  const come = state.seats.filter((seat) => seat.round).length;
  const gate = state.gate === null ? ''
    : ` All stop after round ${state.gate}: ${waits} of ${come} have ended it.`;
  const all = come > 0 && state.over === come;
  say(find('phase'), all ? 'All are done.' : PHASES[state.phase]);
  say(find('count'), `${state.present} of ${state.seats.length} here, ${state.over} done.${gate}`);
  const shown = {
    start: state.phase !== 'playing', rounds: state.phase === 'waiting',
    pause: state.phase === 'playing' && !all, advance: state.gate !== null && !all,
    free: state.gate !== null && !all,
    renegotiate: state.seats.some((seat) => seat.over && !seat.again),
  };
  const main = !begun || state.phase === 'paused' ? 'start' : waits && waits === come ? 'advance' : '';
  document.querySelectorAll('[data-do]').forEach((button) => {
    button.hidden = !shown[button.dataset.do];
    button.classList.toggle('main', button.dataset.do === main);
    if (button.dataset.do === 'start' && begun) {
      say(button.querySelector('b'), 'Go on');
      say(button.querySelector('small'), 'from where they stood');
    }
  });
  const played = state.seats.some((seat) => seat.over || seat.round > 1);
  const names = state.seats.some((seat) => seat.name);
  document.querySelectorAll('[data-made]').forEach((link) => {
    link.hidden = !played;
    link.classList.toggle('main', all && link.dataset.made === 'picture');
  });
  find('names').hidden = !names;
  find('freeing').hidden = !state.seats.some((seat) => seat.taken);
  const named = names && (wanted('names') ?? !begun);
  const picture = document.querySelector('[data-made="picture"]');
  picture.search = named ? '?names' : '';
  say(picture.querySelector('small'), `revealed step by step${named ? ', with names' : ''}`);
  open('names', named);
  open('codes', wanted('codes') ?? false);
  document.body.classList.toggle('begun', begun);
  state.seats.forEach((seat) => showSeat(seat, begun));
  showWhere(begun ? state.seats : []);
}

// Names and codes: as was asked for in this window; names are shown at first until all play.
function wanted(what) {
  const kept = sessionStorage.getItem(what);
  return kept === null ? null : kept === 'yes';
}

function open(what, yes) {
  document.body.classList.toggle(what, yes);
  find(what).setAttribute('aria-pressed', yes);
  say(find(what), `${yes ? 'Hide' : 'Show'} ${what}`);
}

async function ask() {
  try {
    const found = await fetch(`${base}/state`);
    if (!found.ok) { throw new Error(found.statusText); }
    show(await found.json());
    if (lost) { say(find('fault'), ''); }
    lost = false;
  } catch (error) {
    lost = true;
    say(find('fault'), 'The server does not answer. Is it still running?');
  }
  setTimeout(ask, 1000);
}

find('address').textContent = location.origin.replace('http://', '');
document.querySelectorAll('[data-do]').forEach((button) => {
  button.addEventListener('click', () => post(`do/${button.dataset.do}`));
});
find('no').addEventListener('click', () => find('sure').close());
find('freeing').addEventListener('click', () => {
  freeing(!document.body.classList.contains('freeing'));
});
['names', 'codes'].forEach((what) => {
  find(what).addEventListener('click', () => {
    sessionStorage.setItem(what, document.body.classList.contains(what) ? 'no' : 'yes');
    show(last);
  });
});
ask();
