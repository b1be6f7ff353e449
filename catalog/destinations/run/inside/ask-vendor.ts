import { outboundContext } from '@/platform/outbound-http/outbound-context';
import { redactor } from '@/platform/outbound-http/redact';
import type { JsonObject } from '@/spec/event';
import { classifyError } from '../../kit/failure/classify-error';
import type { ChoiceValue } from '../../kit/metadata';
import { plainMessage } from '../../kit/failure/plain-message';
import type { DestinationRuns, FetchedChoices, OAuthTokens, RunStep } from '../contract';
import { checkedSettings } from './checked-settings';
import { guardedRun } from './guarded-run';
import type { LoadedDefinition } from './loaded-definition';

const none = (problem: string): FetchedChoices => ({ choices: [], nextPage: null, problem });

/** Every secret among `settings`: passwords, tokens and the like, wherever they are. */
function secretsIn({ definition }: LoadedDefinition, settings: JsonObject): string[] {
  const fields = definition.authentication?.fields as Record<string, { type?: string } | undefined> | undefined;
  const passwords = Object.entries(settings).filter(([key]) => fields?.[key]?.type === 'password');
  const { oauth } = settings;
  const tokens = oauth !== null && typeof oauth === 'object' ? Object.values(oauth) : [];
  return [...passwords.map(([, value]) => value), ...tokens].filter((value) => typeof value === 'string');
}

/** In words, why `work` failed; vendors and libraries like to repeat what they were given. */
function sentence(error: unknown, found: LoadedDefinition, settings: JsonObject, more: string[] = []): string {
  const result = classifyError(error, Date.now());
  return result.kind === 'ok' ? '' : redactor([...secretsIn(found, settings), ...more])(result.message);
}

const TOKEN_REFUSED = 'The vendor refused the token. It is renewed with the next delivery; ask again after it.';
/** Nobody waits longer than this at a form. */
const ASK_LIMIT_MS = 15_000;

function ask<T>(found: LoadedDefinition, work: () => Promise<T>, context = outboundContext()): Promise<T> {
  return guardedRun(context, work, ASK_LIMIT_MS).finally(() => {
    found.destination.responses.length = 0;
  });
}

interface DynamicAnswer {
  choices?: { label?: unknown; value?: unknown; description?: unknown }[];
  nextPage?: unknown;
  error?: { message?: string };
}

const isChoiceValue = (value: unknown): value is ChoiceValue => ['string', 'number', 'boolean'].includes(typeof value);

function readChoices({ choices = [], nextPage, error }: DynamicAnswer): FetchedChoices {
  if (error?.message) return none(plainMessage(error.message));
  return {
    choices: choices.flatMap(({ label, value, description }) =>
      isChoiceValue(value)
        ? [
            {
              label: typeof label === 'string' && label !== '' ? label : String(value),
              value,
              ...(typeof description === 'string' && description !== '' ? { description } : {}),
            },
          ]
        : [],
    ),
    nextPage: typeof nextPage === 'string' && nextPage !== '' ? nextPage : null,
    problem: null,
  };
}

/** Choices of a dynamic field, as the definition gets them from the vendor. Never throws. */
export async function fetchChoices(
  found: LoadedDefinition,
  step: RunStep,
  fieldKey: string,
  { payload, page }: { payload: JsonObject; page?: string },
): Promise<FetchedChoices> {
  const { destination } = found;
  const action = Object.hasOwn(destination.actions, step.actionSlug) ? destination.actions[step.actionSlug] : undefined;
  if (!action) return none(`There is no action "${step.actionSlug}".`);
  const context = outboundContext();
  const work = async () => {
    const { settings, auth } = checkedSettings(found, step.settings);
    const asked = { settings, auth, payload, page, features: {}, statsContext: {} };
    const syncMode = step.mapping.__segment_internal_sync_mode;
    return readChoices(await action.executeDynamicField(fieldKey, { ...asked, syncMode } as never));
  };
  const answer = await ask(found, work, context).catch((error: unknown) => none(sentence(error, found, step.settings)));
  if (answer.problem === null) return answer;
  const refused = step.settings.oauth !== undefined && context.exchanges.at(-1)?.response?.status === 401;
  return none(refused ? TOKEN_REFUSED : redactor(secretsIn(found, step.settings))(answer.problem));
}

/** Has the definition try the settings with the vendor; definitions without such a test pass. Never throws. */
export async function tryCredentials(
  found: LoadedDefinition,
  settings: JsonObject,
): ReturnType<DestinationRuns['testCredentials']> {
  let last: { status: number } | null = null;
  const context = outboundContext();
  try {
    checkedSettings(found, settings);
    const test = () => found.destination.testAuthentication(structuredClone(settings));
    await ask(found, test, context);
    return { ok: true };
  } catch (error) {
    last = context.exchanges.at(-1)?.response ?? null;
    const said = sentence(error, found, settings).replace(/^Credentials are invalid:\s*(\d{3}\s)?/, '');
    const refused = last && (last.status === 401 || last.status === 403);
    return { ok: false, message: refused ? `The destination refused the credentials (${last?.status}).` : said };
  }
}

/** Fresh tokens from the vendor, by the definition's own way. Never throws. */
export async function freshTokens(
  found: LoadedDefinition,
  settings: JsonObject,
  tokens: OAuthTokens & { clientId: string; clientSecret: string },
): ReturnType<DestinationRuns['refreshTokens']> {
  try {
    const answer = await ask(found, () =>
      found.destination.refreshAccessToken(structuredClone(settings) as never, tokens as never),
    );
    if (!answer?.accessToken)
      return { ok: false, final: true, message: 'The destination does not renew its tokens; connect it again.' };
    const { accessToken, refreshToken } = answer;
    return { ok: true, tokens: refreshToken ? { accessToken, refreshToken } : { accessToken } };
  } catch (error) {
    const result = classifyError(error, Date.now());
    // The vendor's word about the token itself is final; a vendor that is away or busy is not.
    const message = sentence(error, found, settings, [
      tokens.accessToken,
      tokens.refreshToken ?? '',
      tokens.clientSecret,
    ]);
    return { ok: false, final: result.kind === 'final', message };
  }
}
