// The only script of the signed-in page: signing in by password and signing out.
const csrfToken = () => /(?:^|; )kaquan_csrf=([^;]*)/.exec(document.cookie)?.[1] ?? '';

document.getElementById('sign-out')?.addEventListener('click', async () => {
  await fetch('/session', { method: 'DELETE', headers: { 'X-Kaquan-CSRF': csrfToken() } });
  location.assign('/');
});

document.getElementById('sign-in')?.addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  const body = JSON.stringify({ login: form.get('login'), password: form.get('password') });
  const answer = await fetch('/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  if (answer.ok) return location.assign('/');
  const note = document.getElementById('sign-in-error');
  const { errors } = await answer.json();
  note.textContent = `${note.dataset.prefix}: ${errors?.[0]?.message ?? answer.status}`;
  note.hidden = false;
});
