/** An exporter process that reports progress once, and then neither ends its job nor listens. */

process.on("message", (message: { say: string; id?: number }) => {
  if (message.say !== "run") return;
  process.send?.({ say: "progress", id: message.id, done: 0, total: 1 }, () => {
    for (;;);
  });
});
