import { CodeLines } from '../ui/code/code-lines';
import type { CodeLanguage } from '../ui/code/tokenize';

/** Numbered, coloured code without frame or copy button, for places that have both already. */
export function PlainCode({ code, language, label }: { code: string; language: CodeLanguage; label: string }) {
  return (
    <pre
      tabIndex={0}
      role="region"
      aria-label={label}
      className="overflow-x-auto px-3 py-2.5 font-mono text-xs leading-[18px] break-words whitespace-pre-wrap"
    >
      <CodeLines code={code} language={language} numbers />
    </pre>
  );
}
