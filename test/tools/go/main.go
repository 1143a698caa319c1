// Command go is another side than ours for signer and witness: `open` takes a note as golang.org/x/mod/sumdb and transparency-dev/formats
// take one, `ask` asks a witness with the client of github.com/transparency-dev/witness.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"

	"github.com/transparency-dev/formats/log"
	fnote "github.com/transparency-dev/formats/note"
	client "github.com/transparency-dev/witness/client/http"
	"github.com/transparency-dev/witness/witness"
	"golang.org/x/mod/sumdb/note"
)

// Question has what either command needs; hashes come in base64.
type Question struct {
	Origin      string   `json:"origin"`
	Keys        []string `json:"keys"`
	WitnessKeys []string `json:"witnessKeys"`
	Note        string   `json:"note"`
	URL         string   `json:"url"`
	OldSize     uint64   `json:"oldSize"`
	Proof       [][]byte `json:"proof"`
}

// Answer is what became of it. Signed: by how many known keys; Said: nothing, or the client's word for the refusal.
type Answer struct {
	Size   uint64 `json:"size"`
	Signed int    `json:"signed"`
	Line   string `json:"line"`
	Said   string `json:"said"`
}

func main() {
	var question Question
	if err := json.NewDecoder(os.Stdin).Decode(&question); err != nil {
		fail(err)
	}
	answer, err := map[string]func(Question) (Answer, error){"open": open, "ask": ask}[os.Args[1]](question)
	if err != nil {
		fail(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(answer); err != nil {
		fail(err)
	}
}

func open(question Question) (Answer, error) {
	var verifiers []note.Verifier
	for _, key := range question.Keys {
		verifier, err := note.NewVerifier(key)
		if err != nil {
			return Answer{}, err
		}
		verifiers = append(verifiers, verifier)
	}
	for _, key := range question.WitnessKeys {
		verifier, err := fnote.NewVerifierForCosignatureV1(key)
		if err != nil {
			return Answer{}, err
		}
		verifiers = append(verifiers, verifier)
	}
	if len(verifiers) == 0 {
		return Answer{}, errors.New("no keys")
	}
	head, rest, opened, err := log.ParseCheckpoint([]byte(question.Note), question.Origin, verifiers[0], verifiers[1:]...)
	if err != nil {
		return Answer{}, err
	}
	if len(rest) > 0 {
		return Answer{}, fmt.Errorf("further lines: %q", rest)
	}
	return Answer{Size: head.Size, Signed: len(opened.Sigs)}, nil
}

func ask(question Question) (Answer, error) {
	at, err := url.Parse(question.URL)
	if err != nil {
		return Answer{}, err
	}
	line, size, err := client.NewWitness(at, http.DefaultClient).Update(context.Background(), question.OldSize, []byte(question.Note), question.Proof)
	for word, known := range map[string]error{
		"stale":        witness.ErrCheckpointStale,
		"unknown-log":  witness.ErrUnknownLog,
		"no-signature": witness.ErrNoValidSignature,
		"old-size":     witness.ErrOldSizeInvalid,
		"proof":        witness.ErrInvalidProof,
		"root":         witness.ErrRootMismatch,
	} {
		if errors.Is(err, known) {
			return Answer{Size: size, Said: word}, nil
		}
	}
	return Answer{Line: string(line)}, err
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
