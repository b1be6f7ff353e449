import type { AuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { ControlPlaneError } from '@/control-plane/errors';
import { checkSession } from '@/control-plane/sessions/check-session';
import type { Person, Visitor } from '@/control-plane/sessions/person';
import { signIn } from '@/control-plane/sessions/sign-in';
import { installation } from '@/platform/installation';
import { newId } from '@/platform/ids';
import { createLogger } from '@/platform/logger';

declare module 'next-auth' {
  interface Session {
    person?: Person;
  }
  interface User {
    sessionVersion?: number;
  }
}

const SESSION_SECONDS = 30 * 24 * 3600;

function visitorOf(headers: Record<string, unknown> | undefined): Visitor {
  const forwarded = headers?.['x-forwarded-for'];
  const address = typeof forwarded === 'string' ? (forwarded.split(',').at(-1)?.trim() ?? '') : '';
  return { address, requestId: newId('req') };
}

/**
 * next-auth's settings: e-mail and password, and a signed session cookie that carries the account's session version.
 * The version is compared with the account whenever the session is read, so raising it ends all sessions.
 */
export function authOptions(): AuthOptions {
  const { authSecret, publicUrl, logLevel } = installation();
  const log = createLogger('auth', logLevel);
  return {
    secret: authSecret,
    useSecureCookies: publicUrl.startsWith('https://'),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      Credentials({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: async (credentials, request) => {
          try {
            return await signIn(visitorOf(request.headers), credentials ?? {});
          } catch (error) {
            // The client sees the thrown message, so it is one of our codes and never an inner error's text.
            if (error instanceof ControlPlaneError) throw new Error(error.code, { cause: error });
            log.error('signing in failed', { error });
            throw new Error('internal', { cause: error });
          }
        },
      }),
    ],
    callbacks: {
      jwt: async ({ token, user }) => {
        if (user) return { sub: user.id, sessionVersion: user.sessionVersion };
        const person =
          typeof token.sub === 'string' && typeof token.sessionVersion === 'number'
            ? await checkSession({ userId: token.sub, sessionVersion: token.sessionVersion })
            : null;
        return { sub: token.sub, sessionVersion: token.sessionVersion, person };
      },
      session: ({ session, token }) => {
        const person = token.person as Person | null | undefined;
        return { expires: session.expires, ...(person ? { person } : {}) };
      },
    },
    logger: {
      error: (code, metadata) => {
        // A cookie that does not decode (another installation's, or an old secret's) is a signed-out visitor, not a fault.
        if (code === 'JWT_SESSION_ERROR') log.debug('a session cookie was not accepted', { code });
        else log.error('next-auth reports an error', { code, metadata });
      },
      warn: (code) => log.debug('next-auth warns', { code }),
      debug: () => undefined,
    },
  };
}
