import { DatabaseSync } from 'node:sqlite';
import type { Driver } from '@bebug/oracle/driver';
import {
  addDocument,
  createDocuments,
  findByTitle,
  foldersWithPrefix,
  searchDocuments,
} from './document-search.ts';

const folder = { oneOf: ['recipes', 'letters', 'empty'] };
const term = {
  oneOf: ['soup', 'SOUP ', '100%', 'a_b', 'wow!', '', ' ', 'nothing of the kind', 'salt', "cook's"],
};

export default {
  create(world) {
    const database = new DatabaseSync(':memory:');
    createDocuments(database);
    const published = (title: string, place: string, body: string) => {
      addDocument(database, { title, folder: place, body, isPublished: true });
    };
    addDocument(database, { title: 'A draft', folder: 'recipes', body: world.marker, isPublished: false });
    addDocument(database, { title: 'Soups', folder: 'recipes', body: 'Not tried yet.', isPublished: false });
    published(
      'Tomato soup',
      'recipes',
      'Cut the tomatoes, boil them with salt, and wait for a little while before the basil.',
    );
    published(
      'Stock',
      'recipes',
      'The beginning of every soup: bones, water, patience, and 100% of the salt that you have.',
    );
    published(
      'Rice',
      'recipes',
      'One part a_b rice, two parts axb water. Wow! 100 spoons of salt are too much.',
    );
    published(
      'To Ada',
      'letters',
      'The soup was cold, and nobody at the table wanted to ask for another soup.',
    );
    published('Stock', 'letters', 'Sell.');
    return database;
  },
  calls: {
    search: {
      args: [folder, term],
      run: (database, place: string, text: string) => searchDocuments(database, place, text),
    },
    searchSome: {
      args: [folder, term, { integer: [-1, 3] }],
      run: (database, place: string, text: string, limit: number) =>
        searchDocuments(database, place, text, limit),
    },
    addMany: {
      args: [folder, { oneOf: [1, 19, 21] }],
      run: (database, place: string, count: number) => {
        for (let index = 0; index < count; index++) {
          addDocument(database, {
            title: `Soup ${String(index)}`,
            folder: place,
            body: 'salt',
            isPublished: true,
          });
        }
      },
    },
    findByTitle: {
      args: [{ oneOf: ['Stock', 'A draft', 'To Ada', 'stock', "Ada's"] }],
      run: (database, title: string) => findByTitle(database, title),
    },
    foldersWithPrefix: {
      args: [{ oneOf: ['', 'S', 'St', 'To', 'A', 'st', '%'] }],
      run: (database, prefix: string) => foldersWithPrefix(database, prefix),
    },
  },
  attacks: {
    search: {
      kit: 'sql-injection',
      cwe: 89,
      send: (database, request) => searchDocuments(database, 'recipes', request),
      benign: ['soup', 'nothing of the kind', 'salt'],
    },
    'search a folder': {
      kit: 'sql-injection',
      cwe: 89,
      send: (database, request) => searchDocuments(database, request, 'a'),
      benign: ['recipes', 'letters', 'empty'],
    },
    'find by title': {
      kit: 'sql-injection',
      cwe: 89,
      send: (database, request) => findByTitle(database, request),
      benign: ['Stock', 'A draft', 'Rice'],
    },
  },
} satisfies Driver<DatabaseSync>;
