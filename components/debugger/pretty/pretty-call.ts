import type { CallLanguage } from '@/catalog/sources/metadata';
import type { JsonObject } from '@/spec/event';
import { csharpCall } from './csharp';
import { curlCall } from './curl';
import { goCall } from './go';
import { javaCall } from './java';
import { javascriptCall, nodeCall } from './javascript';
import { kotlinCall } from './kotlin';
import { phpCall } from './php';
import { pythonCall } from './python';
import { readCall, type Call } from './read-call';
import { rubyCall } from './ruby';
import { swiftCall } from './swift';

/** A piece of code and the language a code block colours it in. */
export interface PrettyCode {
  code: string;
  language: 'javascript' | 'python' | 'ruby' | 'php' | 'go' | 'java' | 'csharp' | 'swift' | 'kotlin' | 'bash';
}

const WRITERS: Record<CallLanguage, { write: (call: Call) => string | null; language: PrettyCode['language'] }> = {
  javascript: { write: javascriptCall, language: 'javascript' },
  'react-native': { write: javascriptCall, language: 'javascript' },
  node: { write: nodeCall, language: 'javascript' },
  python: { write: pythonCall, language: 'python' },
  ruby: { write: rubyCall, language: 'ruby' },
  php: { write: phpCall, language: 'php' },
  go: { write: goCall, language: 'go' },
  java: { write: javaCall, language: 'java' },
  csharp: { write: csharpCall, language: 'csharp' },
  swift: { write: swiftCall, language: 'swift' },
  kotlin: { write: kotlinCall, language: 'kotlin' },
  curl: { write: curlCall, language: 'bash' },
};

/**
 * The call that made an event, in the language of its source; as a request where the library has no such call.
 * Null when the event is none of the six calls.
 */
export function prettyCall(payload: JsonObject, language: CallLanguage): PrettyCode | null {
  const call = readCall(payload);
  if (!call) return null;
  const writer = WRITERS[language];
  const code = writer.write(call);
  return code === null ? { code: curlCall(call), language: 'bash' } : { code, language: writer.language };
}
