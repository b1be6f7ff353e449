'use client';

import { useState } from 'react';
import type { GuideStep } from '@/catalog/sources/metadata';
import { PlainCode } from './plain-code';
import { CopyButton } from '../ui/form/copy-button';
import { Segmented } from '../ui/form/segmented';

/** A numbered step of the Overview. */
export function Step({
  number,
  title,
  description,
  children,
}: {
  number: number;
  title: string;
  description?: string;
  children: React.ReactNode;
}) {
  return (
    <section className="mb-6 grid grid-cols-[20px_minmax(0,1fr)] gap-x-2">
      <span aria-hidden className="font-mono text-xs leading-5 font-semibold text-faint">
        {number}
      </span>
      <div className="min-w-0">
        <h2 className="text-md">{title}</h2>
        {description && <p className="mt-0.5 text-muted">{description}</p>}
        {children}
      </div>
    </section>
  );
}

/** The code of a step; alternatives as a segmented control. */
export function StepSamples({ step }: { step: GuideStep }) {
  const [label, setLabel] = useState(step.samples[0]?.label ?? '');
  const sample = step.samples.find((one) => one.label === label) ?? step.samples[0];
  if (!sample) return null;
  return (
    <div className="mt-2.5 overflow-hidden rounded-lg border">
      <div className="flex h-9 items-center gap-2 border-b bg-sunken pr-1 pl-3">
        {step.samples.length > 1 ? (
          <Segmented
            label={`${step.title}: with`}
            value={sample.label}
            onChange={setLabel}
            options={step.samples.map((one) => ({ value: one.label, label: one.label }))}
          />
        ) : (
          <span className="text-xs text-muted">{sample.label}</span>
        )}
        <span className="ml-auto">
          <CopyButton value={sample.code} label={`${sample.label} code`} />
        </span>
      </div>
      <PlainCode code={sample.code} language={sample.language} label={`${sample.label} code`} />
    </div>
  );
}
