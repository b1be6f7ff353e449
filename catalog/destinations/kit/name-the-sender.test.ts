import { describe, expect, it } from 'vitest';
import { nameTheSender } from './name-the-sender';

describe('nameTheSender', () => {
  it.each([
    ['If not hashed, Segment will hash this value.', 'If not hashed, Switchyard will hash this value.'],
    ['By default, Segment sets engagement time to 1.', 'By default, Switchyard sets engagement time to 1.'],
    ['Set to true to ensure Segment sends data in batches.', 'Set to true to ensure Switchyard sends data in batches.'],
    ['Would you like Segment to load the script?', 'Would you like Switchyard to load the script?'],
    ['Note that Segment cannot provide it.', 'Note that Switchyard cannot provide it.'],
    ['Segment Loads Userpilot JS', 'Switchyard Loads Userpilot JS'],
    ['Deploy via Segment', 'Deploy via Switchyard'],
    ['Segment will batch. Segment will hash.', 'Switchyard will batch. Switchyard will hash.'],
  ])('names who sends: %s', (text, expected) => {
    expect(nameTheSender(text)).toBe(expected);
  });

  it.each([
    'Segment ID',
    'Segment User ID value',
    'The name of the audience in Segment.',
    'Remove a person from the Segment. The DMP Segment will be deleted.',
    'A segment will be made for each audience.',
    'Segment recommends ISO-8601.',
    "Send a group call to Segment's tracking API.",
    'Also see [Segment documentation](https://segment.com/docs/connections/).',
    'The iOS Segment agent',
  ])('leaves what is a name: %s', (text) => {
    expect(nameTheSender(text)).toBe(text);
  });
});
