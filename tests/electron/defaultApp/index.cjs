const { app } = require("electron");
const { join, resolve } = require("node:path");

/** Folder of a program, as the first plain argument → that program, as Electron's own default app starts it. */

const given = process.argv.slice(1).find((value) => !value.startsWith("-")) ?? ".";
const folder = resolve(given);
const { main, name, productName = name, version } = require(join(folder, "package.json"));
app.setAppPath(folder);
app.setName(productName);
app.setVersion(version);
require(join(folder, main));
