import type { Mail } from '@/platform/mail/mail';

/** What a message says: a few paragraphs, one thing to do, and why it came. */
export interface Letter {
  subject: string;
  paragraphs: string[];
  action?: { label: string; url: string };
  /** The last, small line: what to do when one did not expect this. */
  footnote: string;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

function html(letter: Letter): string {
  const paragraph = (text: string) =>
    `<p style="margin:0 0 16px;font-size:15px;line-height:24px">${escapeHtml(text)}</p>`;
  const action = letter.action
    ? `<p style="margin:24px 0"><a href="${escapeHtml(letter.action.url)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#1c1d22;color:#ffffff;font-size:15px;line-height:20px;text-decoration:none">${escapeHtml(letter.action.label)}</a></p>
<p style="margin:0 0 16px;font-size:13px;line-height:20px;color:#5c5f66;word-break:break-all">Or open this address: <a href="${escapeHtml(letter.action.url)}" style="color:#1d5fd0">${escapeHtml(letter.action.url)}</a></p>`
    : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${escapeHtml(letter.subject)}</title></head>
<body style="margin:0;padding:32px 16px;background:#f6f7f9;color:#1c1d22;${FONT}">
<div style="max-width:520px;margin:0 auto;padding:32px;background:#ffffff;border:1px solid #e3e5e9;border-radius:8px">
<h1 style="margin:0 0 20px;font-size:18px;line-height:26px;font-weight:600">${escapeHtml(letter.subject)}</h1>
${letter.paragraphs.map(paragraph).join('\n')}
${action}
<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #e3e5e9;font-size:13px;line-height:20px;color:#5c5f66">${escapeHtml(letter.footnote)}</p>
</div></body></html>
`;
}

function text(letter: Letter): string {
  const action = letter.action ? [`${letter.action.label}:\n${letter.action.url}`] : [];
  return `${[...letter.paragraphs, ...action, `-- \n${letter.footnote}`].join('\n\n')}\n`;
}

/** Writes a letter to an address, in plain text and HTML. */
export function compose(to: string, letter: Letter): Mail {
  return { to, subject: letter.subject, text: text(letter), html: html(letter) };
}
