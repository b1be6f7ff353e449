import { execFileSync, spawnSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { CALL_LANGUAGES } from '../../../catalog/sources/metadata';
import type { JsonObject } from '../../../spec/event';
import { prettyCall } from './pretty-call';

/** Everything that ends strings, interpolates, comments, hides or reorders in one of the languages. */
const HOSTILE =
  'a\'b"c`d\\e\nf\rg\th${i}#{j}\\(k)$l //m */n #o ?>p \u0000\u0007\u202e\u2028\u200b\ufeff \\u0041 é 漢 😀 $(rm -rf /) %s </script>';

const track: JsonObject = {
  type: 'track',
  userId: 'u_1',
  event: HOSTILE,
  properties: {
    [HOSTILE]: HOSTILE,
    total: 27.5,
    big: 9007199254740991,
    none: null,
    yes: true,
    items: [{ sku: 'a', tags: [] }, [], {}],
    empty: {},
  },
};

function parseAs(language: (typeof CALL_LANGUAGES)[number], payload: JsonObject = track): string {
  return prettyCall(payload, language)?.code ?? '';
}

describe('prettyCall', () => {
  it('gives JavaScript that calls analytics.js with exactly what was sent', () => {
    const calls: unknown[] = [];
    const analytics = { track: (...args: unknown[]) => calls.push(args) };
    runInNewContext(parseAs('javascript'), { analytics });
    expect(JSON.parse(JSON.stringify(calls))).toEqual([[track.event, track.properties]]);
  });

  it('gives JavaScript that calls analytics-node with exactly what was sent, __proto__ and lone surrogates included', () => {
    const payload = JSON.parse(
      '{"type":"track","userId":"u","event":"\\ud800 x","properties":{"__proto__":{"admin":true},"constructor":1}}',
    ) as JsonObject;
    const calls: object[] = [];
    runInNewContext(parseAs('node', payload), { analytics: { track: (call: object) => calls.push(call) } });
    const { type: _type, ...rest } = payload;
    expect(JSON.stringify(calls[0])).toBe(JSON.stringify(rest));
  });

  it.each(['python3', 'ruby', 'php'] as const)(
    'gives code that %s reads back as what was sent, where it is installed',
    (program) => {
      if (spawnSync(program, ['--version']).error) return;
      const language = { python3: 'python', ruby: 'ruby', php: 'php' }[program] as 'python' | 'ruby' | 'php';
      const code = parseAs(language);
      const harness = {
        python3: `import json\nclass A:\n    def track(self, **k): print(json.dumps([k['event'], k['properties']]))\nanalytics = A()\n${code}`,
        ruby: `require 'json'\nclass A; def track(k) = puts(JSON.generate([k[:event], k[:properties]])); end\nanalytics = A.new\n${code}`,
        php: `class Segment { static function track($k) { echo json_encode([$k['event'], $k['properties']]); } }\n${code}`,
      }[program];
      const flag = { python3: '-c', ruby: '-e', php: '-r' }[program];
      // A NUL may not stand in an argument; the code holds it as an escape.
      const out = execFileSync(program, [flag, harness], { encoding: 'utf8' });
      expect(JSON.parse(out)).toEqual([track.event, track.properties]);
    },
  );

  it('gives a shell command whose body is exactly the call', () => {
    const out = execFileSync('bash', ['--norc', '-c', `curl() { printf '%s' "\${@: -1}"; }\n${parseAs('curl')}`], {
      encoding: 'utf8',
      env: { NODE_ENV: 'test' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(JSON.parse(out)).toEqual({ userId: 'u_1', event: track.event, properties: track.properties });
  });

  it.each(CALL_LANGUAGES)('writes no raw control, invisible or reordering character in %s', (language) => {
    const raw = /[\u0000-\u0008\u000b-\u001f\u007f\u202e\u2028\u200b\ufeff]/;
    expect(parseAs(language)).not.toMatch(raw);
  });

  it.each([
    ['java', '"\\u0022 + evil()"', '"\\"\\\\u0022 + evil()\\""'],
    ['java', 'a\nb\u0001', '"a\\nb\\001"'],
    ['kotlin', '${evil()} $name', '"\\${evil()} \\$name"'],
    ['swift', '\\(evil())', '"\\\\(evil())"'],
    ['csharp', '"; Evil(); //', '"\\"; Evil(); //"'],
    ['go', '\ud800"', '"\\ufffd\\""'],
    ['ruby', '#{evil}', '"\\#{evil}"'],
    ['php', "it's $5", "'it\\'s $5'"],
    ['php', 'a\n$b', '"a\\n\\$b"'],
    ['python', "it's\u2028", "'it\\'s\\u2028'"],
  ] as const)('writes in %s the text %j as %s', (language, text, literal) => {
    expect(parseAs(language, { type: 'track', userId: 'u', event: text })).toContain(literal);
  });

  it.each([
    [
      'javascript',
      { type: 'page', category: 'Docs', name: 'Home', properties: { a: 1 } },
      "analytics.page('Docs', 'Home', {\n  a: 1,\n})",
    ],
    [
      'javascript',
      { type: 'identify', anonymousId: 'a', traits: { plan: 'pro' } },
      "analytics.identify({\n  plan: 'pro',\n})",
    ],
    [
      'python',
      { type: 'alias', userId: 'new', previousId: 'old' },
      "analytics.alias(\n    user_id='new',\n    previous_id='old',\n)",
    ],
    [
      'go',
      { type: 'group', userId: 'u', groupId: 'g', traits: {} },
      'client.Enqueue(analytics.Group{\n\tUserId: "u",\n\tGroupId: "g",\n\tTraits: analytics.Traits{},\n})',
    ],
    [
      'java',
      { type: 'identify', userId: 'u', traits: { n: 3000000000 } },
      'analytics.enqueue(IdentifyMessage.builder()\n    .userId("u")\n    .traits(new HashMap<String, Object>() {{\n        put("n", 3000000000L);\n    }}));',
    ],
    [
      'csharp',
      { type: 'screen', name: 'Home', properties: { a: null } },
      'analytics.Screen("Home", new JsonObject {\n    ["a"] = JsonNull.Instance,\n});',
    ],
    [
      'swift',
      { type: 'track', event: 'E', properties: { list: [1] } },
      'analytics.track(name: "E", properties: [\n    "list": [\n        1,\n    ] as [Any],\n])',
    ],
    [
      'kotlin',
      { type: 'track', event: 'E', properties: { a: { b: [1, 'x'] } } },
      'analytics.track("E", buildJsonObject {\n    putJsonObject("a") {\n        putJsonArray("b") {\n            add(1)\n            add("x")\n        }\n    }\n})',
    ],
  ] as const)('writes a call in %s as its library takes it', (language, payload, code) => {
    expect(parseAs(language, payload as unknown as JsonObject)).toBe(code);
  });

  it('shows a request where the library has no such call, and nothing for what is none of the six', () => {
    expect(prettyCall({ type: 'page', userId: 'u', name: 'Home' }, 'swift')).toMatchObject({ language: 'bash' });
    expect(prettyCall({ type: 'purchase' }, 'node')).toBeNull();
    expect(prettyCall({}, 'node')).toBeNull();
  });

  it('writes what has the wrong type as it is', () => {
    expect(parseAs('node', { type: 'track', userId: 7, event: [1], properties: 'text' })).toBe(
      "analytics.track({\n  userId: 7,\n  event: [\n    1,\n  ],\n  properties: 'text',\n})",
    );
  });
});
