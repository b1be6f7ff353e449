import { describe, expect, it } from 'vitest';
import { ArgumentError, parseCommand } from './arguments';

const SETUP = ['setup', '--email', 'a@example.com', '--password', 'long enough', '--workspace', 'Toast mates'];

describe('the command line', () => {
  it('understands setup', () => {
    expect(parseCommand(SETUP)).toEqual({
      name: 'setup',
      email: 'a@example.com',
      password: 'long enough',
      workspace: 'Toast mates',
    });
  });

  it('understands demo, three minutes unless told otherwise', () => {
    expect(parseCommand(['demo'])).toEqual({ name: 'demo', minutes: 3, workspace: null });
    expect(parseCommand(['demo', '--minutes=0.5', '--workspace', 'toast'])).toEqual({
      name: 'demo',
      minutes: 0.5,
      workspace: 'toast',
    });
  });

  it('gives help on all, and on each command', () => {
    expect(parseCommand(['--help'])).toEqual({ name: 'help', topic: 'all' });
    expect(parseCommand(['setup', '-h'])).toEqual({ name: 'help', topic: 'setup' });
    expect(parseCommand(['demo', '--help'])).toEqual({ name: 'help', topic: 'demo' });
  });

  it.each([
    [[], 'Name a command'],
    [['deploy'], 'There is no command "deploy"'],
    [['setup', '--email', 'a@example.com'], 'setup needs --password, --workspace.'],
    [[...SETUP.slice(0, -1), ' '], 'setup needs --workspace.'],
    [[...SETUP, '--role', 'x'], '--role'],
    [['setup', 'a@example.com'], 'a@example.com'],
    [['demo', '--minutes', 'three'], '--minutes must be a number'],
    [['demo', '--minutes', '0'], '--minutes must be a number'],
    [['demo', '--minutes', '500'], '--minutes must be a number'],
  ])('says what is wrong with %j', (args, message) => {
    expect(() => parseCommand(args)).toThrow(ArgumentError);
    expect(() => parseCommand(args)).toThrow(message);
  });
});
