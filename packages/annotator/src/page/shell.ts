/** The page around the client: nothing but where it goes. `nonce` admits the styles that the editor makes. */
export function pageShell(nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, noai">
<meta name="style-nonce" content="${nonce}">
<title>bebug</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/app.css">
<script type="module" src="/app.js"></script>
</head>
<body>
<div id="app"><p class="waiting">Loading…</p></div>
<noscript><p class="waiting">This page needs JavaScript.</p></noscript>
</body>
</html>
`;
}
