//! The tests of `disan`, as one program. `tests/README.md` says how to add one.
//!
//! | file | what it holds |
//! |---|---|
//! | `project` | the builder of small catalogues, and the command run as a user runs it |
//! | `html` | pages parsed as a browser does it |
//! | `architecture` | rooms import only rooms below them; documents name what is there |
//! | `words` | one spelling, slugs, order, dates, numbers |
//! | `symbols` | QR symbols: segments, levels, outlines |
//! | `codes` | codes and the ledger |
//! | `records` | no record is lost: commands at once, hand edits meanwhile, links, disks that refuse |
//! | `limits` | files far larger, longer or deeper than people write: little memory, or refused with their place |
//! | `entries` | both forms of an entry, languages, references |
//! | `history` | codes over the years: printed, moved, retired
//! | `problems` | every problem's smallest catalogue, told in both languages |
//! | `pages` | what stands in the pages: languages, links, addresses, structured data, feed, sitemap |
//! | `hosts` | every printed address on nginx, Apache, Netlify, Cloudflare Pages and plain folders; files put by hand; the old host after a move |
//! | `servers` | nginx and Apache on loopback for tests |
//! | `themes` | a theme's and a project's files over the built-in ones |
//! | `contacts` | telephone numbers, Zalo and e-mail as people write them, and their links |
//! | `cells` | tables for spreadsheets: what stays a text |
//! | `payloads` | what stands in codes: links, GS1 Digital Link URIs, VietQR, places, telephones, networks |
//! | `gtins` | pages and linksets at GS1 Digital Link URIs |
//! | `finding` | the page that finds codes, whole and parted |
//! | `search` | the search page: queries and their first hits, marks, keyboard, screen readers, without scripts, from a disk, bytes |
//! | `routes` | routes: stops, ways, the drawn map, the keypad, progress |
//! | `places` | what is near, directions, files for map programs |
//! | `payments` | banks, and how to pay a producer |
//! | `photographs` | pictures: upright, without a trace of who and where, in the sizes that screens ask for; what pages are shared with; icons |
//! | `narration` | what is heard: recordings, programs that speak, the player; MP3s read by mpg123 |
//! | `panoramas` | panoramas: the tiles, the viewer after a tap, what stands in for it
//! | `videos` | videos: what their files say and hide, captions, films elsewhere
//! | `styles` | symbols that stand alone: plain, in styles, with logos; as PDF, SVG, PNG and DXF |
//! | `machines` | drawings for lasers read back by ezdxf and filled; labels in ZPL and TSPL read back as dots; what a printer on the network gets |
//! | `shop` | the print shop: every format on its stocks, decoded and measured; lots, stars, printers, orders, what does not fit |
//! | `letters` | what the press tells templates of letters, beside what Typst sets; labels whose letters run over |
//! | `offline` | what phones keep: visited pages, whole routes, newer versions; the take-away |
//! | `plaques` | finished plaques: decoded, boxes, fonts, long names |
//! | `verify` | finished files read back: what is measured, what is told |
//! | `stats` | scans counted from logs of web servers: what is one, whose addresses nobody sees |
//! | `repeated` | repeated builds: the same bytes as from nothing after any edits; what is taken over, what is not |
//! | `publishing` | all or nothing, same bytes, kept times, killed builds |
//! | `browser` | the finished pages in Chromium |
//! | `access` | for everybody: axe, keyboard, zoom, large targets, calm, paper, no scripts |
//! | `bars` | what a first visit may weigh: bytes, requests, what blocks, leads elsewhere or moves |
//! | `weak_link` | how soon a page is seen through 400 kbit/s with 400 ms there and back |
//! | `lighthouse` | Lighthouse's marks |
//! | `vocabulary` | structured data against the types of schema.org |
//! | `documents` | README, format reference, examples: their commands and YAML are right |

#![allow(unreachable_pub)] // helpers that modules share
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::disallowed_methods, clippy::string_slice, clippy::wildcard_enum_match_arm)] // a test fails by panicking, and writes its own folders

mod access;
mod architecture;
mod bars;
mod browser;
mod cells;
mod codes;
mod contacts;
mod documents;
mod entries;
mod finding;
mod gtins;
mod history;
mod hosts;
mod html;
mod letters;
mod lighthouse;
mod limits;
mod machines;
mod narration;
mod offline;
mod pages;
mod panoramas;
mod payloads;
mod payments;
mod photographs;
mod places;
mod plaques;
mod problems;
mod project;
mod publishing;
mod records;
mod repeated;
mod routes;
mod search;
mod servers;
mod shop;
mod stats;
mod styles;
mod symbols;
mod themes;
mod verify;
mod videos;
mod vocabulary;
mod weak_link;
mod words;
