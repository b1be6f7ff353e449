import { randomToken } from '../../platform/ids';
import { anOwner, expect, signInByForm, someoneElse, test } from '../fixtures';
import { linkMailedTo, mailsTo } from '../outbox';

test('a forgotten password is replaced by the mailed link, which works once and ends every session', async ({
  page,
  browser,
  owner,
}) => {
  const oldPage = await someoneElse(browser);
  await signInByForm(oldPage, owner);
  await oldPage.waitForURL(`**/${owner.workspaceSlug}`);

  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgotten?' }).click();
  await page.waitForURL('**/forgot'); // the page before has a field of this name too
  await page.getByLabel('Email').fill(owner.email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByRole('status').filter({ hasText: owner.email })).toContainText('If there is an account');
  await expect(page.getByText('This installation has no mail server')).toBeVisible();
  const link = await linkMailedTo(owner.email, 'reset');

  await page.goto(link);
  await page.reload();
  const password = `entirely new ${randomToken(8)}`;
  await page.getByLabel('New password').fill(password);
  await page.getByRole('button', { name: 'Set password and sign in' }).click();
  await page.waitForURL(`**/${owner.workspaceSlug}`);

  await oldPage.reload();
  await expect(oldPage, 'the session from before has ended').toHaveURL(/\/sign-in\?next=/);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This link has been used' })).toBeVisible();

  await signInByForm(oldPage, owner);
  await expect(oldPage.getByText('Email or password is wrong.')).toBeVisible();
  await signInByForm(oldPage, { email: owner.email, password });
  await oldPage.waitForURL(`**/${owner.workspaceSlug}`);
  await oldPage.context().close();
});

test('asking for a link for an unknown address looks the same and sends nothing', async ({ page }) => {
  const email = `nobody-${randomToken(8).toLowerCase()}@example.com`;
  await page.goto('/forgot');
  await page.getByLabel('Email').fill(email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  const said = await page.getByRole('status').filter({ hasText: email }).innerText();
  const known = await anOwner();
  await page.goto('/forgot');
  await page.getByLabel('Email').fill(known.email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  const saidOfKnown = await page.getByRole('status').filter({ hasText: known.email }).innerText();
  expect(saidOfKnown.replace(known.email, '…')).toBe(said.replace(email, '…'));
  await linkMailedTo(known.email, 'reset');
  expect(await mailsTo(email), 'a later request was mailed, this one was not').toEqual([]);
});

test('signing out ends the session in this browser and leads to the sign-in page', async ({ page, owner }) => {
  await signInByForm(page, owner);
  await page.waitForURL(`**/${owner.workspaceSlug}`);
  const cookies = await page.context().cookies();
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  expect(cookies.find(({ name }) => name.endsWith('session-token'))?.httpOnly).toBe(true);
  await page.goto(`/${owner.workspaceSlug}/sources`);
  await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(`/${owner.workspaceSlug}/sources`)}`);
  await page.getByLabel('Email').fill(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page, 'signing in leads back').toHaveURL(`/${owner.workspaceSlug}/sources`);
});

test('guessing is slowed down, and an unknown account cannot be told from one that exists', async ({
  page,
  owner,
  origin,
}) => {
  const guess = async (email: string, password: string) => {
    const { csrfToken } = (await (await page.request.get('/api/auth/csrf')).json()) as { csrfToken: string };
    const form = { csrfToken, email, password, json: 'true' };
    const answer = await page.request.post('/api/auth/callback/credentials', { form });
    const { url } = (await answer.json()) as { url: string };
    return `${answer.status()} ${new URL(url, origin).searchParams.get('error')}`;
  };
  const guesses = async (email: string) => {
    const said: string[] = [];
    for (let count = 1; count <= 11; count += 1) said.push(await guess(email, `wrong guess ${count}`));
    return said;
  };
  const known = await guesses(owner.email);
  expect(new Set(known.slice(0, 10))).toEqual(new Set(['401 unauthenticated']));
  expect(known[10]).toBe('401 rate_limited');
  expect(await guesses(`nobody-${randomToken(8).toLowerCase()}@example.com`)).toEqual(known);

  await signInByForm(page, owner);
  const message = page.getByRole('alert').filter({ hasText: 'Too many tries' });
  await expect(message, 'the right password does not help a throttled account').toBeVisible();
  await page.getByLabel('Email').fill(`nobody-${randomToken(8).toLowerCase()}@example.com`);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Email or password is wrong.' })).toBeVisible();
});
