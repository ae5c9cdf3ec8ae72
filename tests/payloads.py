"""Texts that try to run something, or to fetch something, on a page."""

from __future__ import annotations

PAYLOADS = (
    "<script>window.hit = 1</script>",
    "<img src=x onerror=\"window.hit = 1\"><svg onload='window.hit = 1'>",
    '" onmouseover="window.hit = 1" autofocus onfocus="window.hit = 1" x=\'',
    "javascript:window.hit=1//",
    "</title></style></script><script>window.hit = 1</script><!--",
    "'; window.hit = 1; //`${window.hit = 1}`{{window.hit=1}}",
    "<iframe srcdoc='<script>parent.hit = 1</script>'><base href='https://away.example/'>",
    "<meta http-equiv='refresh' content='0;url=https://away.example/'><link rel=stylesheet href=//away.example/x>",
    "<style>@import 'https://away.example/x'; *{background:url(https://away.example/y)}</style>",
    'https://away.example/"><video src=https://away.example/z autoplay onplay=window.hit=1>',
    "\u202e\u2066<b>\x00\ufeff&#60;script&#62;window.hit=1&#60;/script&#62;",
)
