// A dashboard session for the bench, by next-auth's own endpoints.

/** Signs in and resolves with the Cookie header of the session. */
export async function signIn(origin, { email, password }) {
  const jar = new Map();
  const keep = (answer) => {
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair] = cookie.split(';', 1);
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return answer;
  };
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const { csrfToken } = await keep(await fetch(`${origin}/api/auth/csrf`)).json();
  const form = new URLSearchParams({ csrfToken, email, password, json: 'true', callbackUrl: origin });
  const answer = keep(
    await fetch(`${origin}/api/auth/callback/credentials`, {
      method: 'POST',
      body: form,
      headers: { cookie: cookie() },
      redirect: 'manual',
    }),
  );
  if (!cookie().includes('session-token'))
    throw new Error(`signing in failed: ${answer.status} ${await answer.text()}`);
  return cookie();
}
