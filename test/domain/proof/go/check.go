package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"

	"github.com/transparency-dev/formats/log"
	fnote "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/formats/proof"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// check says everything in which these vectors are not what the other implementations make or accept.
func check(v Vectors) []string {
	found := []string{}
	complain := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	t, err := grow(v.Leaves)
	if err != nil {
		return []string{err.Error()}
	}
	if len(v.Hashes) != len(t.leaves) || len(v.Roots) != len(t.roots) {
		return []string{"another number of hashes"}
	}
	for i, hash := range t.leaves {
		if v.Hashes[i] != hash {
			complain("leaf %d has another hash", i)
		}
	}
	for size, root := range t.roots {
		if v.Roots[size] != root {
			complain("another head of %d leaves", size)
		}
	}
	for _, p := range v.Inclusion {
		if err := tlog.CheckRecord(p.Hashes, p.Size, t.roots[p.Size], p.At, t.leaves[p.At]); err != nil {
			complain("leaf %d of %d: %v", p.At, p.Size, err)
		}
	}
	for _, p := range v.Consistency {
		if err := tlog.CheckTree(p.Hashes, p.Size, t.roots[p.Size], p.At, t.roots[p.At]); err != nil {
			complain("from %d to %d: %v", p.At, p.Size, err)
		}
	}
	checkTiles(v, t, complain)
	checkNotes(v, t, complain)
	return found
}

func checkTiles(v Vectors, t *tree, complain func(string, ...any)) {
	for _, tile := range v.Tiles {
		parsed, err := tlog.ParseTilePath(strings.Replace(tile.Path, "tile/", "tile/8/", 1))
		if err != nil {
			complain("%s: %v", tile.Path, err)
			continue
		}
		if tile.SHA256 == nil {
			continue
		}
		data, err := tlog.ReadTileData(parsed, t)
		if sum := sha256.Sum256(data); err != nil || !bytes.Equal(sum[:], tile.SHA256) {
			complain("%s has another content (%v)", tile.Path, err)
		}
	}
}

func checkNotes(v Vectors, t *tree, complain func(string, ...any)) {
	key, err := note.NewVerifier(v.Key)
	if err != nil {
		complain("key: %v", err)
		return
	}
	// The verifier of cosignatures takes the key as it is told for notes, and the one for cosignatures as well.
	witnessKey, err := fnote.NewVerifierForCosignatureV1(v.WitnessKey)
	if err != nil {
		complain("key of the witness: %v", err)
		return
	}
	if opened, err := note.Open([]byte(v.Note), note.VerifierList(key)); err != nil {
		complain("note: %v", err)
	} else if opened.Text != noteText {
		complain("note: another text")
	}
	size := len(v.Leaves)
	head, rest, opened, err := log.ParseCheckpoint([]byte(v.Checkpoint), origin, key, witnessKey)
	if err != nil {
		complain("checkpoint: %v", err)
		return
	}
	if head.Size != uint64(size) || !bytes.Equal(head.Hash, t.roots[size][:]) || len(rest) > 0 || len(opened.Sigs) != 2 {
		complain("checkpoint: not that of these leaves, signed by both")
	}
	for _, sig := range opened.Sigs {
		if sig.Name != witnessKey.Name() {
			continue
		}
		if at, err := fnote.CoSigV1Timestamp(sig); err != nil || at.Unix() != cosignedAt {
			complain("cosignature: of another time (%v, %v)", at, err)
		}
	}
	var last proof.TLogProof
	if err := last.Unmarshal([]byte(v.LeafProof)); err != nil {
		complain("proof of a leaf: %v", err)
		return
	}
	hashes := make(tlog.RecordProof, len(last.Hashes))
	for i, hash := range last.Hashes {
		hashes[i] = hash
	}
	if string(last.Checkpoint) != v.Checkpoint {
		complain("proof of a leaf: another checkpoint")
	}
	if err := tlog.CheckRecord(hashes, int64(size), t.roots[size], int64(last.Index), t.leaves[last.Index]); err != nil {
		complain("proof of a leaf: %v", err)
	}
}

// cosignedAt is when the witness of our vectors signs.
const cosignedAt = 1_679_315_147
