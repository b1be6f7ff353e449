import { TokenError } from './token-answer';

/** A token call as it was sent, its parts checked for being there. */
export interface TokenRequest {
  assertion: string;
  clientId: string | null;
  /** Null: all scopes of the app. */
  scopes: string[] | null;
}

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Reads the form of a token call. @throws TokenError `invalid_request`, `unsupported_grant_type` */
export function readTokenRequest(form: URLSearchParams): TokenRequest {
  const names = [...form.keys()];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new TokenError('invalid_request', 'A parameter is there more than once.');
  const grantType = form.get('grant_type');
  if (!grantType) throw new TokenError('invalid_request', 'grant_type is missing.');
  if (grantType !== 'client_credentials') {
    throw new TokenError('unsupported_grant_type', 'grant_type must be client_credentials.');
  }
  if (form.get('client_assertion_type') !== ASSERTION_TYPE) {
    throw new TokenError('invalid_request', `client_assertion_type must be ${ASSERTION_TYPE}.`);
  }
  const assertion = form.get('client_assertion');
  if (!assertion) throw new TokenError('invalid_request', 'client_assertion is missing.');
  const scope = form.get('scope')?.trim();
  return { assertion, clientId: form.get('client_id') || null, scopes: scope ? [...new Set(scope.split(/ +/))] : null };
}
