import type { FormResult } from '../auth/form-result';

/** What the form of the client gives. Without a secret the stored one stays. */
export interface ClientInput {
  clientId: string;
  clientSecret?: string;
  authorizeUrl: string;
  tokenUrl: string;
  scopes: string;
}

/** What the account of a destination asks of the server. */
export interface AccountActions {
  saveClient: (input: ClientInput) => Promise<FormResult<null>>;
  /** Where to send the person: the vendor's page. */
  connect: () => Promise<FormResult<{ url: string }>>;
  disconnect: () => Promise<FormResult<null>>;
}
