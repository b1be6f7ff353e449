'use client';

import { useState } from 'react';
import { CodeBlock } from '../ui/code/code-block';
import { Segmented } from '../ui/form/segmented';
import { Section } from '../ui/page/section';
import { curlSample, nodeSample, type SampleFacts } from './code-samples';

const LANGUAGES = [
  { value: 'node', label: 'Node.js' },
  { value: 'curl', label: 'curl and openssl' },
] as const;

/** How a program sends as this app, ready to paste. */
export function AppCode({ facts }: { facts: SampleFacts }) {
  const [language, setLanguage] = useState<'node' | 'curl'>('node');
  return (
    <Section
      title="Send as this app"
      className="max-w-205"
      description="app.key is your private key. The write key of the source goes with each call, as ever."
      actions={<Segmented label="Language" value={language} onChange={setLanguage} options={LANGUAGES} />}
    >
      {language === 'node' ? (
        <CodeBlock language="typescript" code={nodeSample(facts)} label="Node.js sample" />
      ) : (
        <CodeBlock language="bash" code={curlSample(facts)} label="curl sample" />
      )}
    </Section>
  );
}
