/**
 * The page's server: for this machine alone, and for these files alone.
 *
 * @module
 */
import type { PageFiles } from "./build.ts";

const types: Record<string, string> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json; charset=utf-8",
  wasm: "application/wasm",
};

/**
 * Answers a request. Only what {@link files} holds can be had, whatever the address says: no path of a request ever
 * reaches the disk.
 *
 * @param files the page
 * @param request what was asked
 * @returns the file, or status 404 or 405
 */
export function answer(files: PageFiles, request: Request): Response {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return new Response("Only GET", { status: 405, headers: { allow: "GET, HEAD" } });
  }
  const path = new URL(request.url).pathname.slice(1) || "index.html";
  const file = files.get(path);
  if (!file) return new Response("Not found", { status: 404 });
  const headers = {
    "content-type": types[path.split(".").at(-1)!] ?? "application/octet-stream",
    "content-length": String(file.length),
    "cache-control": "no-cache",
    "x-content-type-options": "nosniff",
  };
  return new Response(request.method === "HEAD" ? null : file, { headers });
}

/**
 * Serves the page on 127.0.0.1.
 *
 * @param files the page
 * @param port a free port, or 0 for any
 * @returns the server
 */
export function servePage(files: PageFiles, port: number): Deno.HttpServer<Deno.NetAddr> {
  const options = { hostname: "127.0.0.1", port, onListen() {} };
  return Deno.serve(options, (request) => answer(files, request));
}
