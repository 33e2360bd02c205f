/** An exporter process that dies in the middle of every second job. */

let jobs = 0;
process.on("message", (message: { say: string; id?: number }) => {
  if (message.say === "shutdown") process.disconnect();
  if (message.say !== "run") return;
  jobs += 1;
  if (jobs % 2 === 0) process.kill(process.pid, "SIGKILL");
  else process.send?.({ say: "done", id: message.id, files: [] });
});
