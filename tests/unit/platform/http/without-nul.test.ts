import { text } from "node:stream/consumers";
import { createElement } from "react";
import { renderToPipeableStream, renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import { WithoutNul } from "~/platform/http/without-nul.server";

it("a long page full of stacked marks arrives letter by letter as it was written", async () => {
  for (let shift = 0; shift < 6; shift += 1) {
    const paragraphs = Array.from({ length: 400 }, (_, index) => createElement("p", { key: index }, `${"x".repeat(shift)}ộ ế ữ ặ nhân rộng được ${index}`));
    const page = createElement("main", null, paragraphs);
    const sent = await new Promise<string>((resolve, reject) => {
      const body = new WithoutNul();
      text(body).then(resolve, reject);
      const { pipe } = renderToPipeableStream(page, { onAllReady: () => pipe(body), onError: reject });
    });
    expect(sent).toBe(renderToString(page));
  }
});
