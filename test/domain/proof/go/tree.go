package main

import (
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// tree keeps every hash that tlog stores, in memory.
type tree struct {
	stored []tlog.Hash
	leaves []tlog.Hash
	roots  []tlog.Hash
}

func (t *tree) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(t.stored)) {
			return nil, fmt.Errorf("no hash %d", index)
		}
		hashes[i] = t.stored[index]
	}
	return hashes, nil
}

func grow(leaves []string) (*tree, error) {
	t := &tree{}
	for n := int64(0); ; n++ {
		root, err := tlog.TreeHash(n, t)
		if err != nil {
			return nil, err
		}
		t.roots = append(t.roots, root)
		if n == int64(len(leaves)) {
			return t, nil
		}
		hashes, err := tlog.StoredHashes(n, []byte(leaves[n]), t)
		if err != nil {
			return nil, err
		}
		t.stored = append(t.stored, hashes...)
		t.leaves = append(t.leaves, tlog.RecordHash([]byte(leaves[n])))
	}
}

func texts(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("leaf %d", i)
	}
	return all
}

// tilePath leaves out the height: of C2SP's tiles it is always 8.
func tilePath(t tlog.Tile) string {
	return strings.Replace(t.Path(), "tile/8/", "tile/", 1)
}
