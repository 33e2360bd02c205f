/** An exporter process that answers with something that the protocol does not know. */

process.on("message", (message: { say: string; id?: number }) => {
  if (message.say === "run")
    process.send?.({ say: "done", id: message.id, files: [{ format: "png", suffix: "/../x" }] });
  if (message.say === "shutdown") process.disconnect();
});
