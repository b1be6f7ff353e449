import type { ReactNode } from 'react';
import type { DestinationAccount } from '@/control-plane/destination-oauth/get-destination-account';
import { RelativeTime } from '../ui/data/relative-time';

type Fact = [term: string, value: ReactNode];

function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-0.5 sm:grid-cols-[7.5rem_minmax(0,1fr)] sm:gap-y-1.5">
      {facts.map(([term, value]) => (
        <div key={term} className="contents">
          <dt className="text-muted max-sm:mt-1.5 max-sm:text-xs">{term}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Whose account it is, and how long it lasts. */
export function ConnectionFacts({
  connection,
  typeName,
}: {
  connection: NonNullable<DestinationAccount['connection']>;
  typeName: string;
}) {
  const { connectedBy, connectedAt, renewedAt, expiresAt, renewable, problem } = connection;
  const lasting: Fact[] = [
    ['Token expires', expiresAt ? <RelativeTime at={expiresAt} /> : `${typeName} did not say`],
    [
      'Renews itself',
      renewable
        ? `Yes, as soon as ${typeName} refuses the old token`
        : `No: ${typeName} gave nothing to renew it with. Connect again when it has expired.`,
    ],
  ];
  return (
    <Facts
      facts={[
        [
          'Connected',
          <>
            <RelativeTime at={connectedAt} /> by {connectedBy}
          </>,
        ],
        ['Token renewed', renewedAt ? <RelativeTime at={renewedAt} /> : 'Not yet'],
        ...(problem === null ? lasting : []),
      ]}
    />
  );
}

/** The client that the workspace registered, its secret by its last characters only. */
export function ClientFacts({
  client,
  redirectUri,
}: {
  client: NonNullable<DestinationAccount['client']>;
  redirectUri: string;
}) {
  const code = (text: string) => <code className="font-mono text-xs">{text}</code>;
  return (
    <Facts
      facts={[
        ['Client ID', code(client.clientId)],
        ['Client secret', <>ends in {code(client.secretHint)}</>],
        ['Redirect URI', code(redirectUri)],
        ['Token URL', code(client.tokenUrl)],
        ['Scopes', client.scopes ? code(client.scopes) : 'None'],
      ]}
    />
  );
}
