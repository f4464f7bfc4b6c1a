// The only script of the signed-in page: signing in by password and signing out.
const csrfToken = () => /(?:^|; )kaquan_csrf=([^;]*)/.exec(document.cookie)?.[1] ?? '';

async function signOut() {
  await fetch('/session', { method: 'DELETE', headers: { 'X-Kaquan-CSRF': csrfToken() } });
  location.assign('/');
}

async function signIn(form) {
  const fields = new FormData(form);
  const body = JSON.stringify({ login: fields.get('login'), password: fields.get('password') });
  const answer = await fetch('/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  if (answer.ok) return location.assign('/');
  const note = document.getElementById('sign-in-error');
  const { errors } = await answer.json();
  note.textContent = `${note.dataset.prefix}: ${errors?.[0]?.message ?? answer.status}`;
  note.hidden = false;
}

document.getElementById('sign-out')?.addEventListener('click', () => void signOut());
document.getElementById('sign-in')?.addEventListener('submit', (event) => {
  event.preventDefault();
  void signIn(event.target);
});
