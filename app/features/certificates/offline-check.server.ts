import { readPageScript } from "~/platform/http/page-scripts.server";
import type { Services } from "~/features/services";
import type { Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { fingerprintOf, loadSigner } from "~/platform/signing/signer.server";

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
/** Inside a script element nothing may look like its end. */
const inScript = (text: string) => text.replace(/<(?=\/script|!--)/gi, "\\x3C");

const STYLE = `body{font:16px/1.6 system-ui,sans-serif;margin:0 auto;padding:1rem;max-width:40rem;color:#12355b;background:#fbfaf7}
textarea,input{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;border:1px solid #5b6b7c;border-radius:8px}label{display:block;font-weight:600;margin-top:1rem}
button{font:inherit;font-weight:600;margin-top:1rem;min-height:44px;padding:0 1.25rem;border:0;border-radius:8px;background:#f2a900;color:#12355b}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dt{color:#5b6b7c}dd{margin:0;overflow-wrap:anywhere}
[data-part=answer]{font-weight:700;margin-top:1rem}[data-good=true]::before{content:"✓ "}[data-good=false]::before{content:"✗ "}[data-good=true]{color:#1d6b3a}[data-good=false]{color:#9b2c1d}
code{overflow-wrap:anywhere}.muted{color:#5b6b7c}@media(prefers-color-scheme:dark){body{color:#e8eef5;background:#0e1621}textarea,input{background:#17222f;color:inherit}dt,.muted{color:#a9b7c6}[data-good=true]{color:#7fd6a0}[data-good=false]{color:#ff9d8c}}`;

/** The page that checks certificates of this installation without it: one file, script and key in it. It loads and sends nothing. */
export async function offlineCheckPage({ config }: Pick<Services, "config">, locale: Locale): Promise<{ name: string; html: string }> {
  const { publicKey } = await loadSigner(config);
  const texts = messagesFor(locale).offlineCheck;
  const script = inScript(await readPageScript("certificate-check"));
  const data = JSON.stringify({ texts, publicKey }).replaceAll("<", "\\u003c");
  const say = (text: string) => escaped(text);
  const html = `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src blob:">
<title>${say(texts.title)}</title><style>${STYLE}</style></head><body>
<h1>${say(texts.title)}</h1><p>${say(texts.lead)}</p>
<form data-part="form"><label for="scanned">${say(texts.qr)}</label><textarea id="scanned" data-part="scanned" rows="4" required></textarea>
<label for="picture">${say(texts.picture)}</label><input id="picture" type="file" accept="image/*" data-part="picture"><button>${say(texts.check)}</button></form>
<p data-part="answer" role="status"></p><dl data-part="facts"></dl><p class="muted" data-part="limits" hidden>${say(texts.limits)}</p>
<form data-part="compare" hidden><label for="name">${say(texts.typedName)}</label><input id="name" data-part="name" autocomplete="off"><button>${say(texts.compare)}</button><p data-part="compared" role="status"></p></form>
<hr><p class="muted">${say(texts.issuer)}: ${say(config.publicUrl)}<br>${say(texts.key)}: <code>${say(fingerprintOf(publicKey))}</code></p>
<script type="application/json" data-part="data">${data}</script><script type="module">${script}</script></body></html>
`;
  return { name: texts.fileName, html };
}
