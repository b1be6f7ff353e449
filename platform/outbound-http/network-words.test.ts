import { expect, it } from 'vitest';
import { networkSentence } from './network-words';
import { OutboundError } from './outbound-error';

const node = (message: string, code: string, more = {}) => Object.assign(new Error(message), { code, ...more });

it.each<[unknown, string]>([
  [
    node('getaddrinfo ENOTFOUND amplitude.com', 'ENOTFOUND', { hostname: 'amplitude.com' }),
    'No server is known by the name amplitude.com.',
  ],
  [
    new Error('Credentials are invalid:  getaddrinfo ENOTFOUND amplitude.com'),
    'No server is known by the name amplitude.com.',
  ],
  ['queryA EAI_AGAIN example.com', 'The name example.com could not be looked up just now.'],
  [node('connect ECONNREFUSED 203.0.113.5:443', 'ECONNREFUSED'), 'The destination refused the connection.'],
  [node('socket hang up', 'ECONNRESET'), 'The destination closed the connection without answering.'],
  [node('connect ETIMEDOUT 203.0.113.5:443', 'ETIMEDOUT'), 'The destination did not answer within the time limit.'],
  [node('certificate has expired', 'CERT_HAS_EXPIRED'), 'The certificate of the destination has expired.'],
  [
    Object.assign(new Error('fetch failed'), { cause: node('self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT') }),
    'The destination signed its certificate itself, so it is not trusted.',
  ],
])('says %s in words', (error, sentence) => {
  expect(networkSentence(error)).toBe(sentence);
});

it('leaves alone what already says what happened, and what is no failure of the network', () => {
  expect(networkSentence(new OutboundError('ETIMEDOUT', 'No complete answer within 10 seconds.'))).toBeNull();
  expect(networkSentence(Object.assign(new Error('Gone.'), { code: 'ECONNRESET', status: 500 }))).toBeNull();
  for (const error of [new Error('x'), node('y', 'EODD'), null, undefined, 'Refused.'])
    expect(networkSentence(error)).toBeNull();
});
